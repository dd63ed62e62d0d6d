import { expect, it } from "vitest";
import { type Press, shortcutOf } from "./shortcuts";

function press(key: string, over: Partial<Press> = {}): Press {
  const code = `Key${key.toUpperCase()}`;
  const none = { ctrlKey: false, altKey: false, metaKey: false, shiftKey: false };
  return { key, code, ...none, repeat: false, isComposing: false, ...over };
}

it("takes the bare letters, with caps lock too", () => {
  expect(["m", "v", "c", "M", "x", "Enter"].map((key) => shortcutOf(press(key)))).toEqual([
    "microphone",
    "camera",
    "chat",
    "microphone",
    null,
    null,
  ]);
});

it("leaves everything with another key, held down or being composed alone", () => {
  for (const held of ["ctrlKey", "altKey", "metaKey", "shiftKey", "repeat", "isComposing"] as const) {
    expect(shortcutOf(press("c", { [held]: true }))).toBeNull();
  }
});

it("goes by the place of the key where letters are of another script, by the letter elsewhere", () => {
  expect(shortcutOf(press("ь", { code: "KeyM" }))).toBe("microphone");
  expect(shortcutOf(press(",", { code: "KeyM" }))).toBeNull();
});
