import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { isApiError } from "../../api/errors";
import type { Application } from "../../api/types";
import { errorWords } from "../../api/words";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextAreaField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { useChangeApplication } from "./queries";

/** Out of the running, with a reason that only the office sees. */
export function SetAsideDialog({ application, onClose }: { application: Application; onClose: () => void }) {
  const { t } = useLingui();
  const change = useChangeApplication();
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const { form, refuse } = useFocusInvalid(change.error);
  const refused = change.error && isApiError(change.error) && change.error.fields["reason"]?.message;
  const error = refused || (change.error ? errorWords(change.error) : missing && t`Give a reason.`);

  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(!reason.trim());
    if (!reason.trim()) return refuse();
    change.mutate(
      { application, change: { status: "set_aside", reason: reason.trim() } },
      { onSuccess: onClose },
    );
  }

  return (
    <Dialog title={<Trans>Set {application.student.name} aside</Trans>} onClose={onClose}>
      <form className="stack" ref={form} noValidate onSubmit={submit}>
        <TextAreaField
          label={t`Reason`}
          hint={t`For the office only: students never see it.`}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={error}
        />
        <div className="dialog-actions">
          <Button onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
          <Button type="submit" tone="primary" aria-disabled={change.isPending}>
            <Trans>Set aside</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
