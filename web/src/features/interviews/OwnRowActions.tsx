import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { declareOwn } from "../../api/conflictsApi";
import type { InterviewStatus, OfficeInterview } from "../../api/types";
import { errorWords } from "../../api/words";
import { Button } from "../../ui/Button";
import { toast } from "../../ui/toast";
import { useFocusStays } from "../../ui/useFocusStays";
import { ConflictDialog } from "../conflicts/ConflictDialog";
import { NotesDialog } from "./NotesDialog";
import { useChangeOwnInterview } from "./ownQueries";

type Props = { interview: OfficeInterview; describedBy: string };

/** What an interviewer may do with an interview they are in: its notes and how it went. */
export function OwnRowActions({ interview, describedBy }: Props) {
  const { t } = useLingui();
  const [open, setOpen] = useState<"notes" | "conflict" | null>(null);
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
      <Button {...common} onClick={() => setOpen("notes")}>
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
          <Button {...common} onClick={() => setOpen("conflict")}>
            <Trans>Conflict of interest…</Trans>
          </Button>
        </>
      )}
      {change.error && (
        <p className="row-problem" role="alert">
          {errorWords(change.error)}
        </p>
      )}
      {open === "notes" && <NotesDialog interview={interview} onClose={() => setOpen(null)} />}
      {open === "conflict" && (
        <ConflictDialog
          title={t`Conflict of interest with ${student.name}`}
          lead={t`The office looks at it and gives this interview to somebody else. Until then it stays with you.`}
          people={[]}
          declare={(_, reason) => declareOwn(id, reason)}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
