/** What a single key does in the call; null: nothing. */
export type Shortcut = "microphone" | "camera" | "chat";

export type Shortcuts = { readonly on: boolean; readonly turn: (on: boolean) => void };

const KEYS: Readonly<Record<string, Shortcut>> = { m: "microphone", v: "camera", c: "chat" };

export type Press = Pick<
  KeyboardEvent,
  "key" | "code" | "ctrlKey" | "altKey" | "metaKey" | "shiftKey" | "repeat" | "isComposing"
>;

/** Only the bare key. On keyboards of other scripts the place of the key counts. */
export function shortcutOf(press: Press): Shortcut | null {
  const { key, code, ctrlKey, altKey, metaKey, shiftKey, repeat, isComposing } = press;
  if (ctrlKey || altKey || metaKey || shiftKey || repeat || isComposing) return null;
  const letter = /^[\x20-\x7e]$/.test(key) ? key : (/^Key([A-Z])$/.exec(code)?.[1] ?? "");
  return KEYS[letter.toLowerCase()] ?? null;
}
