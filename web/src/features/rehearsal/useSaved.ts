import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { NewRehearsal, Rehearsal } from "../../api/types";

export type Save = (found: NewRehearsal) => Promise<Rehearsal>;

/** Keeps the newest result with the interview; the same one is sent once. `found` is null until there is one. */
export function useSaved(found: NewRehearsal | null, save: Save) {
  const saving = useMutation({ mutationFn: save });
  const { mutate, reset } = saving;
  const text = found && JSON.stringify(found);
  const sent = useRef<string | null>(null);
  useEffect(() => {
    if (text === sent.current) return;
    sent.current = text;
    if (text) mutate(JSON.parse(text));
    else reset();
  }, [text, mutate, reset]);
  return { ...saving, again: () => text && mutate(JSON.parse(text)) };
}
