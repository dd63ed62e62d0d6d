import { useEffect, useState } from "react";
import { isApiError } from "../../api/errors";
import { changeFromRoom, getRoom } from "../../api/roomApi";
import type { Room } from "../../api/types";
import { queryClient } from "../../session/queryClient";
import { NotesDraft, type NotesRemote } from "./notesDraft";

/**
 * One draft per visit; null for students. Warns before unsaved words are lost, and sends them
 * on their way when another page is shown.
 */
export function useNotesDraft(room: Room): NotesDraft | null {
  const [draft] = useState(() => (room.office ? new NotesDraft(room.office, remote(room), timers) : null));
  useEffect(() => {
    if (!draft) return;
    const warn = (event: BeforeUnloadEvent) => {
      if (draft.getSnapshot().tag !== "saved") event.preventDefault();
    };
    window.addEventListener("beforeunload", warn);
    return () => {
      window.removeEventListener("beforeunload", warn);
      void draft.flush();
    };
  }, [draft]);
  return draft;
}

const timers = {
  set: (run: () => void, ms: number): number => window.setTimeout(run, ms),
  clear: (id: number): void => window.clearTimeout(id),
};

/** Lists loaded earlier hold an older version: acting on one would be refused as somebody else's change. */
function forgetLists(): void {
  for (const key of ["interviews", "own-interviews"]) {
    queryClient.removeQueries({ queryKey: [key], type: "inactive" });
  }
}

function remote({ id, me }: Room): NotesRemote {
  return {
    async save(notes, version) {
      try {
        const saved = await changeFromRoom(me.role, id, { notes, version });
        forgetLists();
        return saved;
      } catch (error) {
        if (isApiError(error, "stale_version")) return "stale";
        throw error;
      }
    },
    async load() {
      const { office } = await getRoom(id);
      if (!office) throw new Error("no longer of the office");
      return office;
    },
  };
}
