import { type RefObject, useEffect, useRef } from "react";

/**
 * Each step takes away what was pressed in the one before: the heading that has this ref then has the focus, or the
 * page's where none has it, and Tab goes on from there. Whoever has gone elsewhere meanwhile is left alone.
 * `step` is undefined until it is known.
 */
export function useFocusOnStep(step: string | undefined): RefObject<HTMLHeadingElement | null> {
  const heading = useRef<HTMLHeadingElement>(null);
  const before = useRef(step);
  const led = useRef<HTMLElement | null>(null);
  useEffect(() => {
    const here = document.activeElement;
    const moved = before.current !== undefined && before.current !== step;
    if (moved && (here === document.body || here === led.current)) {
      led.current = heading.current ?? document.querySelector("h1");
      led.current?.focus();
    }
    before.current = step;
  }, [step]);
  return heading;
}
