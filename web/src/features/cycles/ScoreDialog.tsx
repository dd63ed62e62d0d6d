import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { isApiError } from "../../api/errors";
import type { Application } from "../../api/types";
import { errorWords } from "../../api/words";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { useChangeApplication } from "./queries";

export function ScoreDialog({ application, onClose }: { application: Application; onClose: () => void }) {
  const { t } = useLingui();
  const change = useChangeApplication();
  const [score, setScore] = useState(String(application.score ?? ""));
  const [crooked, setCrooked] = useState(false);
  const { form, refuse } = useFocusInvalid(change.error);
  const refused = change.error && isApiError(change.error) && change.error.fields["score"]?.message;
  const error =
    refused || (change.error ? errorWords(change.error) : crooked && t`Enter a number, 0 or more.`);

  function submit(event: FormEvent) {
    event.preventDefault();
    const number = score.trim() === "" ? Number.NaN : Number(score);
    const good = Number.isFinite(number) && number >= 0;
    setCrooked(!good);
    if (!good) return refuse();
    change.mutate({ application, change: { score: number } }, { onSuccess: onClose });
  }

  return (
    <Dialog title={<Trans>Score of {application.student.name}</Trans>} onClose={onClose}>
      <form className="stack" ref={form} noValidate onSubmit={submit}>
        <TextField
          label={t`Score`}
          type="number"
          inputMode="decimal"
          step="any"
          min={0}
          value={score}
          onChange={(event) => setScore(event.target.value)}
          error={error}
        />
        <div className="dialog-actions">
          <Button onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
          <Button type="submit" tone="primary" aria-disabled={change.isPending}>
            <Trans>Save</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
