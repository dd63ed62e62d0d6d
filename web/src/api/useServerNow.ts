import { useEffect, useReducer } from "react";
import { onServerClockChange, serverNow } from "./serverClock";

const AT_LEAST_EVERY_MS = 30_000;

/**
 * The server's time, in milliseconds. Draws again at each of `moments` (milliseconds of the server's clock)
 * as it passes, when the clock is corrected, when the page comes back to the front, and every half minute.
 */
export function useServerNow(...moments: number[]): number {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const now = serverNow();
  const next = Math.min(
    ...moments.map((moment) => moment + 1).filter((moment) => moment > now),
    now + AT_LEAST_EVERY_MS,
  );
  useEffect(() => {
    const timer = setTimeout(redraw, Math.max(next - serverNow(), 0) + 1);
    return () => clearTimeout(timer);
  }, [next]);
  useEffect(() => onServerClockChange(redraw), []);
  useEffect(() => {
    document.addEventListener("visibilitychange", redraw);
    return () => document.removeEventListener("visibilitychange", redraw);
  }, []);
  return now;
}
