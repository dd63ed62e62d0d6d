import { Trans, useLingui } from "@lingui/react/macro";
import { useRef, useSyncExternalStore } from "react";
import { Button } from "../../ui/Button";
import { TextAreaField } from "../../ui/Field";
import type { NotesDraft, NotesState } from "./notesDraft";

/** The office's own words about the interview. Saved as they are typed. */
export function Notes({ draft }: { draft: NotesDraft }) {
  const { t } = useLingui();
  const state = useSyncExternalStore(draft.subscribe, draft.getSnapshot);
  const area = useRef<HTMLTextAreaElement>(null);
  // The buttons of the choice are gone with it.
  const choose = (decide: () => void) => {
    decide();
    area.current?.focus();
  };
  return (
    <div className="office-notes">
      <TextAreaField
        ref={area}
        label={t`Notes`}
        value={state.text}
        maxLength={20_000}
        onChange={(event) => draft.edit(event.currentTarget.value)}
        onBlur={() => void draft.flush()}
        hint={<Fate state={state} />}
      />
      {state.tag === "conflict" ? (
        <Conflict
          theirs={state.theirs}
          onKeep={() => choose(() => draft.keepMine())}
          onTake={() => choose(() => draft.takeTheirs())}
        />
      ) : null}
    </div>
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

type ConflictProps = { theirs: string; onKeep: () => void; onTake: () => void };

function Conflict({ theirs, onKeep, onTake }: ConflictProps) {
  return (
    <div className="problem" role="alert">
      <strong>
        <Trans>Somebody else wrote here meanwhile:</Trans>
      </strong>
      <p className="office-statement">{theirs || <Trans>(nothing)</Trans>}</p>
      <div className="office-choice">
        <Button small onClick={onKeep}>
          <Trans>Keep mine</Trans>
        </Button>
        <Button small onClick={onTake}>
          <Trans>Use theirs</Trans>
        </Button>
      </div>
    </div>
  );
}
