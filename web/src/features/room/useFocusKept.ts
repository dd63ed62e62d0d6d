import { type RefObject, useLayoutEffect, useRef } from "react";

/** What goes away with the focus inside hands it to the page's heading: nobody is thrown back to the top unheard. */
export function useFocusKept<T extends HTMLElement>(): RefObject<T | null> {
  const box = useRef<T>(null);
  useLayoutEffect(() => {
    const element = box.current;
    return () => {
      if (element?.contains(document.activeElement)) {
        document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
      }
    };
  }, []);
  return box;
}
