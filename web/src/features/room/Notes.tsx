import { Trans, useLingui } from "@lingui/react/macro";
import { useSyncExternalStore } from "react";
import { Button } from "../../ui/Button";
import { TextAreaField } from "../../ui/Field";
import type { NotesDraft, NotesState } from "./notesDraft";

/** The office's own words about the interview. Saved as they are typed. */
export function Notes({ draft }: { draft: NotesDraft }) {
  const { t } = useLingui();
  const state = useSyncExternalStore(draft.subscribe, draft.getSnapshot);
  return (
    <>
      <TextAreaField
        label={t`Notes`}
        value={state.text}
        maxLength={20_000}
        onChange={(event) => draft.edit(event.currentTarget.value)}
        onBlur={() => void draft.flush()}
        hint={<Fate state={state} />}
      />
      {state.tag === "conflict" ? <Conflict draft={draft} theirs={state.theirs} /> : null}
    </>
  );
}

function Fate({ state }: { state: NotesState }) {
  switch (state.tag) {
    case "saved":
      return <Trans>Saved · only the office can read this</Trans>;
    case "unsaved":
    case "saving":
      return <Trans>Saving… · only the office can read this</Trans>;
    case "failed":
      return <Trans>Not saved yet: the server cannot be reached. It is tried again by itself.</Trans>;
    case "conflict":
      return <Trans>Not saved: somebody else has changed the notes.</Trans>;
  }
}

function Conflict({ draft, theirs }: { draft: NotesDraft; theirs: string }) {
  return (
    <div className="problem" role="alert">
      <strong>
        <Trans>Somebody else wrote here meanwhile:</Trans>
      </strong>
      <p className="office-statement">{theirs || <Trans>(nothing)</Trans>}</p>
      <div className="office-choice">
        <Button small onClick={() => draft.keepMine()}>
          <Trans>Keep mine</Trans>
        </Button>
        <Button small onClick={() => draft.takeTheirs()}>
          <Trans>Use theirs</Trans>
        </Button>
      </div>
    </div>
  );
}
