import { useEffect, useState } from "react";

const AGAIN_AFTER_MS = 10_000;

/**
 * A part of the page that nobody has to wait for; null until it is there. Fetched after `afterMs`, and again until it comes;
 * `load` stays the same function.
 */
export function useLoaded<Part>(load: () => Promise<Part>, afterMs = 0): Part | null {
  const [part, setPart] = useState<Part | null>(null);
  useEffect(() => {
    let stopped = false;
    const attempt = () =>
      load().then(
        (loaded) => stopped || setPart(() => loaded),
        () => {
          if (!stopped) timer = window.setTimeout(attempt, AGAIN_AFTER_MS);
        },
      );
    let timer = window.setTimeout(attempt, afterMs);
    return () => {
      stopped = true;
      window.clearTimeout(timer);
    };
  }, [load, afterMs]);
  return part;
}
