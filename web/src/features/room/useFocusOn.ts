import { type RefObject, useEffect, useRef } from "react";

/** Moves the focus to a heading whenever `state` becomes another one, so that nobody is left on a vanished button. */
export function useFocusOn<T extends HTMLElement>(state: string): RefObject<T | null> {
  const heading = useRef<T>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the state is the reason to move the focus
  useEffect(() => {
    // Moving the focus lays the page out: with the next frame, which does so anyway.
    const frame = requestAnimationFrame(() => heading.current?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, [state]);
  return heading;
}
