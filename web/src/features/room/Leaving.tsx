import { Trans } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import type { Role } from "../../api/types";
import { afterCall } from "./afterCall";
import { HomeLink } from "./HomeLink";
import { Notes } from "./Notes";
import { Notice } from "./Notice";
import type { NotesDraft } from "./notesDraft";

/** After End Call: home, but not before the last word of the notes is with the server. */
export function Leaving({ role, draft }: { role: Role; draft: NotesDraft | null }) {
  const [, navigate] = useLocation();
  const [held, setHeld] = useState(false);

  useEffect(() => {
    let here = true;
    const leave = (saved: boolean) => {
      if (!here) return;
      if (saved) navigate(afterCall(role), { replace: true });
      else setHeld(true);
    };
    if (draft) void draft.flush().then(leave);
    else leave(true);
    return () => {
      here = false;
    };
  }, [draft, navigate, role]);

  if (!held || !draft) return null;
  return (
    <Notice
      state="notes-unsaved"
      title={<Trans>Your notes are not saved yet</Trans>}
      actions={<HomeLink role={role} />}
    >
      <p>
        <Trans>The call has ended. Stay on this page until the notes say that they are saved.</Trans>
      </p>
      <Notes draft={draft} />
    </Notice>
  );
}
