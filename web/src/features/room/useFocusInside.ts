import { type RefObject, useEffect, useRef } from "react";

/** Moves the focus to the first control inside once this covers the rest, which nobody can reach then. */
export function useFocusInside(covers: boolean): RefObject<HTMLElement | null> {
  const inside = useRef<HTMLElement>(null);
  useEffect(() => {
    const element = inside.current;
    if (covers && element && !element.contains(document.activeElement)) {
      element.querySelector<HTMLElement>("button, a[href], input, select, textarea")?.focus();
    }
  }, [covers]);
  return inside;
}
