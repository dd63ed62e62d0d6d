import { type FocusEvent, type RefObject, useEffect, useLayoutEffect, useRef } from "react";

const NEXT = "button:not(:disabled), a[href], summary, [tabindex]";

type Box<T extends HTMLElement> = {
  ref: RefObject<T | null>;
  onFocus: (event: FocusEvent) => void;
  onBlur: () => void;
};

/**
 * To spread on a box whose buttons come and go with what they did: when the one with the focus goes, the focus stays
 * in the box; when the box goes with it, the page's heading takes it. Nobody is thrown back to the top unheard.
 */
export function useFocusStays<T extends HTMLElement>(): Box<T> {
  const ref = useRef<T>(null);
  const last = useRef<Element | null>(null);
  // React reports no blur for what it takes away itself: then `last` still knows where the focus was.
  useEffect(() => {
    if (!last.current || last.current.isConnected) return;
    last.current = null;
    if (document.activeElement === document.body) ref.current?.querySelector<HTMLElement>(NEXT)?.focus();
  });
  useLayoutEffect(() => {
    const box = ref.current;
    return () => {
      if (box?.contains(document.activeElement)) {
        document.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
      }
    };
  }, []);
  return {
    ref,
    onFocus: (event) => {
      last.current = event.target;
    },
    onBlur: () => {
      last.current = null;
    },
  };
}
