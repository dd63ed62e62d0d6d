import { useEffect, useReducer } from "react";

/** Draws again every `everyMs`; `clock` says what time it is then. */
export function useTick(clock: () => number, everyMs: number): number {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const timer = setInterval(redraw, everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return clock();
}
