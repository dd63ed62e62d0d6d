import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { InterviewStatus, OfficeInterview } from "../../api/types";
import { errorWords } from "../../api/words";
import { Button } from "../../ui/Button";
import { toast } from "../../ui/toast";
import { useFocusStays } from "../../ui/useFocusStays";
import { NotesDialog } from "./NotesDialog";
import { useChangeOwnInterview } from "./ownQueries";

type Props = { interview: OfficeInterview; describedBy: string };

/** What an interviewer may do with an interview they are in: its notes and how it went. */
export function OwnRowActions({ interview, describedBy }: Props) {
  const { t } = useLingui();
  const [editing, setEditing] = useState(false);
  const change = useChangeOwnInterview();
  const box = useFocusStays<HTMLDivElement>();
  const { id, version, status, student } = interview;

  function move(to: InterviewStatus, said: string) {
    const undo = (moved: OfficeInterview) => () =>
      change.mutate(
        { id, version: moved.version, status },
        { onSuccess: () => toast(t`Undone: ${student.name}`) },
      );
    change.mutate(
      { id, version, status: to },
      { onSuccess: (moved) => toast(said, { label: t`Undo`, run: undo(moved) }) },
    );
  }

  const common = {
    tone: "plain",
    small: true,
    "aria-describedby": describedBy,
    "aria-disabled": change.isPending,
  } as const;
  return (
    <div className="row-actions" {...box}>
      <Button {...common} onClick={() => setEditing(true)}>
        <Trans>Notes</Trans>
      </Button>
      {status === "scheduled" && (
        <>
          <Button {...common} onClick={() => move("completed", t`Completed: ${student.name}`)}>
            <Trans>Mark completed</Trans>
          </Button>
          <Button {...common} onClick={() => move("no_show", t`No-show: ${student.name}`)}>
            <Trans>Mark no-show</Trans>
          </Button>
        </>
      )}
      {change.error && (
        <p className="row-problem" role="alert">
          {errorWords(change.error)}
        </p>
      )}
      {editing && <NotesDialog interview={interview} onClose={() => setEditing(false)} />}
    </div>
  );
}
