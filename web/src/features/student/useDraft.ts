import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { saveDraft } from "../../api/studentApi";
import type { ApplicationValues } from "./ApplicationFields";

const TYPING_PAUSE_MS = 800;
const RETRY_MS = 5_000;

export type DraftState = "untouched" | "saving" | "saved" | "failed";

/**
 * Keeps with the server what is typed, after each pause and when the page is put away, one save at a time.
 * `stop` before the application itself is sent.
 */
export function useDraft(
  cycleId: string,
  values: ApplicationValues,
): { state: DraftState; stop: () => void } {
  const save = useMutation({
    scope: { id: `draft ${cycleId}` },
    mutationFn: (draft: ApplicationValues) => saveDraft(cycleId, draft),
    retry: true,
    retryDelay: RETRY_MS,
  });
  const { mutate } = save;
  const text = JSON.stringify(values);
  const kept = useRef(text);

  useEffect(() => {
    const keep = () => {
      if (kept.current === text) return;
      kept.current = text;
      mutate(JSON.parse(text) as ApplicationValues);
    };
    const putAway = () => document.visibilityState === "hidden" && keep();
    const timer = setTimeout(keep, TYPING_PAUSE_MS);
    document.addEventListener("visibilitychange", putAway);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", putAway);
    };
  }, [text, mutate]);

  const state = save.isSuccess
    ? "saved"
    : save.failureCount > 0
      ? "failed"
      : save.isPending
        ? "saving"
        : "untouched";
  return {
    state,
    stop: () => {
      kept.current = text;
    },
  };
}
