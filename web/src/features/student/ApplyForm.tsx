import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { isApiError } from "../../api/errors";
import type { OpenCycle } from "../../api/types";
import { errorWords } from "../../api/words";
import { useMe } from "../../session/session";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { toast } from "../../ui/toast";
import { ApplicationFields } from "./ApplicationFields";
import { DraftWords } from "./DraftWords";
import { useApply } from "./queries";
import { useApplicationForm } from "./useApplicationForm";
import { useDraft } from "./useDraft";

type Props = {
  cycles: readonly OpenCycle[];
  /** Whether this student has an application in the cycle. */
  applied: (cycleId: string) => boolean;
  onSent: () => void;
};

/** Only there while a cycle takes applications and this student has none in it. */
export function ApplyForm({ cycles, applied, onSent }: Props) {
  const { t } = useLingui();
  const { id: owner } = useMe();
  const [held, setHeld] = useState(cycles[0]);
  const [sent, setSent] = useState<string | null>(null);
  const open = cycles.find(({ id }) => id === held?.id);
  // A cycle that closes while the form is on screen takes nobody's words away without saying so.
  const shown = open ?? (held && held.id !== sent ? held : cycles[0]);
  if (shown !== held) setHeld(shown);
  if (!shown) return null;
  const closed = !cycles.includes(shown);
  const choice = closed ? [shown, ...cycles] : cycles;
  return (
    <div className="card apply">
      <h3 id="apply">{choice.length === 1 ? <Trans>Apply for {shown.name}</Trans> : <Trans>Apply</Trans>}</h3>
      {choice.length > 1 ? (
        <SelectField
          label={t`Admission cycle`}
          value={shown.id}
          onChange={(event) => setHeld(cycles.find(({ id }) => id === event.currentTarget.value) ?? shown)}
        >
          {choice.map((cycle) => (
            <option key={cycle.id} value={cycle.id}>
              {cycle.name}
            </option>
          ))}
        </SelectField>
      ) : null}
      <Form
        key={`${owner} ${shown.id}`}
        cycle={shown}
        closed={closed}
        applied={applied(shown.id)}
        onSent={() => {
          setSent(shown.id);
          onSent();
        }}
      />
    </div>
  );
}

type FormProps = { cycle: OpenCycle; closed: boolean; applied: boolean; onSent: () => void };

function Form({ cycle, closed, applied, onSent }: FormProps) {
  const { t } = useLingui();
  const apply = useApply();
  const sending = apply.isPending || apply.isSuccess;
  const still = sending || closed;
  const { saver, state } = useDraft(cycle, still);
  const { form, problem, complete, general } = useApplicationForm(state.values, apply.error);
  const refusal = isApiError(apply.error) ? apply.error.fields["admission_cycle_id"]?.message : undefined;

  const send = (event: FormEvent) => {
    event.preventDefault();
    if (still || !complete()) return;
    apply.mutate(
      { admission_cycle_id: cycle.id, ...state.values },
      {
        onSuccess: () => {
          onSent();
          toast(t`Your application is with the office.`);
        },
      },
    );
  };
  return (
    <form className="apply-parts" ref={form} onSubmit={send} aria-labelledby="apply" noValidate>
      {closed && !sending ? (
        <Banner tone="warn" role="alert">
          {applied ? (
            <Trans>
              You have applied for {cycle.name}: your application is in the list above. What is written here
              was not added to it.
            </Trans>
          ) : (
            <Trans>
              Applications for {cycle.name} are closed. What is written here was not sent; you can still copy
              it.
            </Trans>
          )}
        </Banner>
      ) : apply.error && (general || refusal) ? (
        <Banner tone="bad" role="alert">
          {refusal ?? errorWords(apply.error)}
        </Banner>
      ) : null}
      <ApplicationFields
        values={state.values}
        onChange={(values) => saver.edit(values)}
        problem={problem}
        readOnly={still}
      />
      {closed ? null : (
        <>
          <DraftWords state={state} savedAt={cycle.draft?.saved_at ?? null} />
          <div>
            {/* Never `disabled`: that takes the focus away from who pressed it. */}
            <Button type="submit" tone="primary" aria-disabled={sending}>
              <Trans>Send application</Trans>
            </Button>
          </div>
        </>
      )}
    </form>
  );
}
