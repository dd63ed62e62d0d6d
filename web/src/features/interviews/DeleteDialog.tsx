import { Trans, useLingui } from "@lingui/react/macro";
import { serverNow } from "../../api/serverClock";
import type { OfficeInterview } from "../../api/types";
import { errorWords } from "../../api/words";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { when } from "../../ui/datetime";
import { toast } from "../../ui/toast";
import { useDeleteInterview } from "./queries";

type Props = { interview: OfficeInterview; zone: string; onClose: () => void };

export function DeleteDialog({ interview, zone, onClose }: Props) {
  const { t } = useLingui();
  const remove = useDeleteInterview();
  const name = interview.student.name;

  function confirm() {
    remove.mutate(interview, {
      onSuccess: () => {
        toast(t`Deleted: the interview of ${name}`);
        onClose();
      },
    });
  }

  return (
    <ConfirmDialog
      title={<Trans>Delete the interview of {name}?</Trans>}
      confirm={<Trans>Delete</Trans>}
      keep={<Trans>Keep it</Trans>}
      danger
      busy={remove.isPending}
      error={remove.error && errorWords(remove.error)}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        <Trans>
          {when(interview.interview_time, zone, serverNow())}. It leaves every list, and anyone in its room is
          shown out. To keep it in the lists as called off, use Cancel instead.
        </Trans>
      </p>
    </ConfirmDialog>
  );
}
