import { Trans } from "@lingui/react/macro";
import { useEffect } from "react";
import { useLocation } from "wouter";
import type { Role } from "../../api/types";
import { afterCall } from "./afterCall";
import { HomeLink } from "./HomeLink";
import { Notes } from "./Notes";
import { Notice } from "./Notice";
import type { NotesDraft } from "./notesDraft";
import { useHeld } from "./useHeld";

/** After End Call: home, but not before the last word of the notes is with the server. */
export function Leaving({ role, draft }: { role: Role; draft: NotesDraft | null }) {
  const [, navigate] = useLocation();
  const fate = useHeld(draft);

  useEffect(() => {
    if (fate === "free") navigate(afterCall(role), { replace: true });
  }, [fate, navigate, role]);

  if (fate !== "held" || !draft) return null;
  return (
    <Notice
      state="notes-unsaved"
      title={<Trans>Your notes are not saved yet</Trans>}
      actions={<HomeLink role={role} />}
      notes={<Notes draft={draft} />}
    >
      <p>
        <Trans>The call has ended. Stay on this page until the notes say that they are saved.</Trans>
      </p>
    </Notice>
  );
}
