import { useEffect, useState } from "react";

const AGAIN_AFTER_MS = 10_000;

/** A part of the page that nobody has to wait for; null until it is there. `load` stays the same function. */
export function useLoaded<Part>(load: () => Promise<Part>): Part | null {
  const [part, setPart] = useState<Part | null>(null);
  useEffect(() => {
    let timer: number | undefined;
    let stopped = false;
    const attempt = () =>
      load().then(
        (loaded) => stopped || setPart(() => loaded),
        () => {
          if (!stopped) timer = window.setTimeout(attempt, AGAIN_AFTER_MS);
        },
      );
    void attempt();
    return () => {
      stopped = true;
      window.clearTimeout(timer);
    };
  }, [load]);
  return part;
}
