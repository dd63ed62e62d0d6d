import { useEffect, useEffectEvent, useState } from "react";
import { type Shortcut, type Shortcuts, shortcutOf } from "./shortcuts";

const KEPT_AS = "vivavoce.shortcuts";
/** Where letters are for writing or choosing. */
const TAKES_LETTERS = "input, textarea, select, [contenteditable], [role=combobox], [role=listbox]";

/** Single keys in the call, unless the person has turned them off in this browser. */
export function useShortcuts(act: (shortcut: Shortcut) => void): Shortcuts {
  const [on, setOn] = useState(readChoice);
  const press = useEffectEvent((event: KeyboardEvent) => {
    const shortcut = shortcutOf(event);
    const isBusy = event.target instanceof Element && event.target.closest(TAKES_LETTERS) !== null;
    if (!shortcut || isBusy || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    event.preventDefault();
    act(shortcut);
  });
  useEffect(() => {
    if (!on) return;
    const listen = (event: KeyboardEvent) => press(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, [on]);
  const turn = (wanted: boolean) => {
    setOn(wanted);
    keepChoice(wanted);
  };
  return { on, turn };
}

/** Browsers may refuse to keep anything: then the choice lasts as long as the page. */
function readChoice(): boolean {
  try {
    return localStorage.getItem(KEPT_AS) !== "off";
  } catch {
    return true;
  }
}

function keepChoice(on: boolean): void {
  try {
    localStorage.setItem(KEPT_AS, on ? "on" : "off");
  } catch {
    // Nothing to keep it in.
  }
}
