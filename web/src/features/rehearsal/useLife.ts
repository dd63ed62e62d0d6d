import { useEffect, useRef } from "react";

/** Answers a signal that is aborted when the component goes away, and when it is asked for the next one. */
export function useLife(): () => AbortSignal {
  const life = useRef<AbortController | null>(null);
  useEffect(() => () => life.current?.abort(), []);
  return () => {
    life.current?.abort();
    life.current = new AbortController();
    return life.current.signal;
  };
}
