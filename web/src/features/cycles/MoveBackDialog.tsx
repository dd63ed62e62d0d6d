import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { isApiError } from "../../api/errors";
import type { Cycle } from "../../api/types";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextAreaField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { toast } from "../../ui/toast";
import { PHASES } from "./phases";
import { useMovePhase } from "./queries";
import { PHASE_WORDS } from "./words";

/** Back only with a reason, which the history keeps. */
export function MoveBackDialog({ cycle, onClose }: { cycle: Cycle; onClose: () => void }) {
  const { t, i18n } = useLingui();
  const earlier = PHASES.slice(0, PHASES.indexOf(cycle.phase)).reverse();
  const [to, setTo] = useState(earlier[0]);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const move = useMovePhase(cycle.id);
  const { form, refuse } = useFocusInvalid(move.error);
  const field = isApiError(move.error) ? move.error.fields["reason"]?.message : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(!reason.trim());
    if (!to || !reason.trim()) return refuse();
    const done = () => {
      toast(t`Moved back to ${i18n._(PHASE_WORDS[to])}`);
      onClose();
    };
    move.mutate({ to, reason: reason.trim() }, { onSuccess: done });
  }

  return (
    <Dialog title={<Trans>Move {cycle.name} back</Trans>} onClose={onClose}>
      <form className="stack" ref={form} noValidate onSubmit={submit}>
        {move.error && !field && (
          <Banner tone="bad" role="alert">
            {errorWords(move.error)}
          </Banner>
        )}
        <SelectField
          label={t`Back to`}
          value={to}
          onChange={(event) => setTo(PHASES.find((phase) => phase === event.target.value))}
        >
          {earlier.map((phase) => (
            <option key={phase} value={phase}>
              {i18n._(PHASE_WORDS[phase])}
            </option>
          ))}
        </SelectField>
        <TextAreaField
          label={t`Reason`}
          hint={t`Kept in the history of the cycle.`}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={field ?? (missing && t`Say why, so that others understand it later.`)}
        />
        <div className="dialog-actions">
          <Button onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
          <Button type="submit" tone="primary" aria-disabled={move.isPending}>
            <Trans>Move back</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
