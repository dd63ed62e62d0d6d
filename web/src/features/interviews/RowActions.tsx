import { Trans, useLingui } from "@lingui/react/macro";
import type { InterviewStatus, OfficeInterview } from "../../api/types";
import { errorWords } from "../../api/words";
import { Button } from "../../ui/Button";
import { toast } from "../../ui/toast";
import { useFocusStays } from "../../ui/useFocusStays";
import { useChangeInterview } from "./queries";

type Props = {
  interview: OfficeInterview;
  /** Id of the text that says whose interview it is. */
  describedBy: string;
  onEdit: () => void;
  onDelete: () => void;
};

const REOPENS = new Set(["selection", "published"]);

/** What the office may do with one interview; what its status forbids is not offered. */
export function RowActions({ interview, describedBy, onEdit, onDelete }: Props) {
  const { t } = useLingui();
  const change = useChangeInterview();
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
      <Button {...common} onClick={onEdit}>
        <Trans>Edit</Trans>
      </Button>
      {status === "scheduled" ? (
        <>
          <Button {...common} onClick={() => move("cancelled", t`Cancelled: ${student.name}`)}>
            <Trans>Cancel</Trans>
          </Button>
          <Button {...common} onClick={() => move("completed", t`Completed: ${student.name}`)}>
            <Trans>Mark completed</Trans>
          </Button>
          <Button {...common} onClick={() => move("no_show", t`No-show: ${student.name}`)}>
            <Trans>Mark no-show</Trans>
          </Button>
        </>
      ) : (
        REOPENS.has(interview.cycle.phase) && (
          <Button {...common} onClick={() => move("scheduled", t`Scheduled again: ${student.name}`)}>
            <Trans>Back to scheduled</Trans>
          </Button>
        )
      )}
      {(status === "scheduled" || status === "cancelled") && (
        <Button {...common} tone="plain danger" onClick={onDelete}>
          <Trans>Delete</Trans>
        </Button>
      )}
      {change.error && (
        <p className="row-problem" role="alert">
          {errorWords(change.error)}
        </p>
      )}
    </div>
  );
}
