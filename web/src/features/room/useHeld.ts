import { useEffect, useState } from "react";
import type { NotesDraft } from "./notesDraft";

/** Asks the server to take every word. `held`: it did not, so the notes still need this page. */
export function useHeld(draft: NotesDraft | null): "asking" | "held" | "free" {
  const [fate, setFate] = useState<"asking" | "held" | "free">(draft ? "asking" : "free");
  useEffect(() => {
    if (!draft) return;
    let here = true;
    void draft.flush().then((saved) => {
      if (here) setFate(saved ? "free" : "held");
    });
    return () => {
      here = false;
    };
  }, [draft]);
  return fate;
}
