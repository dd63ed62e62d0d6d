import { Trans, useLingui } from "@lingui/react/macro";
import { serverNow } from "../../api/serverClock";
import type { OfficeInterview } from "../../api/types";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
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
    <Dialog title={<Trans>Delete the interview of {name}?</Trans>} onClose={onClose}>
      <p>
        <Trans>
          {when(interview.interview_time, zone, serverNow())}. It leaves every list, and anyone in its room is
          shown out. To keep it in the lists as called off, use Cancel instead.
        </Trans>
      </p>
      {remove.error && (
        <Banner tone="bad" role="alert">
          {errorWords(remove.error)}
        </Banner>
      )}
      <div className="dialog-actions">
        <Button onClick={onClose}>
          <Trans>Keep it</Trans>
        </Button>
        <Button tone="danger" onClick={confirm} aria-disabled={remove.isPending}>
          <Trans>Delete</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
