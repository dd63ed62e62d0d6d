import { Trans } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { Button } from "../../ui/Button";
import { Loading } from "./Loading";
import { Notes } from "./Notes";
import { Notice } from "./Notice";
import type { NotesDraft } from "./notesDraft";
import { useHeld } from "./useHeld";

/** Under the words of a notice, where the call ended before the notes were with the server. */
export function UnsavedNotes({ draft }: { draft: NotesDraft | null }) {
  const fate = useHeld(draft);
  if (!draft || fate !== "held") return null;
  return (
    <section className="notice-notes">
      <h2>
        <Trans>Your notes are not saved yet</Trans>
      </h2>
      <p>
        <Trans>Stay on this page until the notes say that they are saved.</Trans>
      </p>
      <Notes draft={draft} />
    </section>
  );
}

/** What follows may lead away from this page by itself: it waits for the notes. */
export function AfterNotes({ draft, children }: { draft: NotesDraft | null; children: ReactNode }) {
  const fate = useHeld(draft);
  const [left, setLeft] = useState(false);
  if (fate === "asking") return <Loading />;
  if (!draft || fate === "free" || left) return children;
  return (
    <Notice
      state="notes-unsaved"
      urgent
      title={<Trans>Your notes are not saved yet</Trans>}
      notes={<Notes draft={draft} />}
      actions={
        <Button onClick={() => setLeft(true)}>
          <Trans>Continue</Trans>
        </Button>
      }
    >
      <p>
        <Trans>
          You are no longer in the room. Stay on this page until the notes say that they are saved. If you
          were signed out, sign in again in another tab.
        </Trans>
      </p>
    </Notice>
  );
}
