import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState, useSyncExternalStore } from "react";
import { ApiError } from "../../api/errors";
import { saveDraft } from "../../api/studentApi";
import type { OpenCycle, StudentApplications } from "../../api/types";
import { mayPass } from "../../session/queryClient";
import { onSignedIn, signedInId, useMe } from "../../session/session";
import type { ApplicationValues } from "./applicationValues";
import { type DraftRemote, DraftSaver, type DraftState } from "./draftSaver";
import { APPLICATIONS } from "./queries";

/**
 * By student and cycle. They outlast the form: whoever comes back finds words that could not be saved yet, and
 * two never write the same draft.
 */
const savers = new Map<string, DraftSaver>();
const keyOf = (owner: string, cycleId: string) => `${owner} ${cycleId}`;

onSignedIn((me) => {
  for (const key of savers.keys()) if (!key.startsWith(keyOf(me.id, ""))) savers.delete(key);
});

/** The draft of one cycle. `still`: it is not saved now, because it is being sent or no longer taken. */
export function useDraft(cycle: OpenCycle, still: boolean): { saver: DraftSaver; state: DraftState } {
  const owner = useMe().id;
  const client = useQueryClient();
  const key = keyOf(owner, cycle.id);
  const [saver] = useState(() => {
    const left = savers.get(key);
    return left?.pending ? left : new DraftSaver(valuesOf(cycle), remote(owner, cycle.id, client), timers);
  });

  useEffect(() => {
    savers.set(key, saver);
    const putAway = () => {
      if (document.visibilityState === "hidden") void saver.flush();
    };
    const warn = (event: BeforeUnloadEvent) => {
      const failed = saver.getSnapshot().tag === "failed";
      void saver.flush();
      // Still unsaved: it waits for a save that is on its way, and would not start in time.
      if (failed || saver.getSnapshot().tag === "unsaved") event.preventDefault();
    };
    document.addEventListener("visibilitychange", putAway);
    window.addEventListener("beforeunload", warn);
    return () => {
      document.removeEventListener("visibilitychange", putAway);
      window.removeEventListener("beforeunload", warn);
      void saver.flush();
    };
  }, [saver, key]);

  useEffect(() => {
    if (still) saver.hold();
    else saver.resume();
  }, [saver, still]);

  useEffect(() => saver.adopt(valuesOf(cycle)), [saver, cycle]);

  return { saver, state: useSyncExternalStore(saver.subscribe, saver.getSnapshot) };
}

function valuesOf({ draft }: OpenCycle): ApplicationValues {
  return {
    programme: draft?.programme ?? "",
    school: draft?.school ?? "",
    address: draft?.address ?? "",
    statement: draft?.statement ?? "",
  };
}

const timers = {
  set: (run: () => void, ms: number): number => window.setTimeout(run, ms),
  clear: (id: number): void => window.clearTimeout(id),
};

function remote(owner: string, cycleId: string, client: QueryClient): DraftRemote {
  return {
    mayPass,
    async save(values) {
      // Somebody else may have signed in on this page meanwhile: never into their account.
      if (signedInId() !== owner) throw new ApiError(401, "not_signed_in", "");
      try {
        const draft = await saveDraft(cycleId, values);
        client.setQueryData<StudentApplications>(APPLICATIONS, (known) =>
          known
            ? {
                ...known,
                open_cycles: known.open_cycles.map((one) => (one.id === cycleId ? { ...one, draft } : one)),
              }
            : known,
        );
        // A list that was asked for before this save may bring the older draft back: it is asked for anew.
        if (client.isFetching({ queryKey: APPLICATIONS }) > 0) {
          void client.invalidateQueries({ queryKey: APPLICATIONS });
        }
      } catch (error) {
        // Refused: the list that offered this cycle is old.
        if (!mayPass(error)) void client.invalidateQueries({ queryKey: APPLICATIONS });
        throw error;
      }
    },
  };
}
