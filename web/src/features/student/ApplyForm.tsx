import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useRef, useState } from "react";
import { isApiError } from "../../api/errors";
import type { CycleRef } from "../../api/types";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { SelectField, TextAreaField, TextField } from "../../ui/Field";
import { toast } from "../../ui/toast";
import { useApply } from "./queries";

const EMPTY = { programme: "", school: "", statement: "" };

/** Only there while a cycle takes applications and this student has none in it. */
export function ApplyForm({ cycles, onSent }: { cycles: readonly CycleRef[]; onSent: () => void }) {
  const { t } = useLingui();
  const [values, setValues] = useState(EMPTY);
  const [cycleId, setCycleId] = useState(cycles[0]?.id ?? "");
  const apply = useApply();
  const fields = isApiError(apply.error) ? apply.error.fields : {};
  const set = (name: keyof typeof EMPTY) => (event: { currentTarget: { value: string } }) => {
    const { value } = event.currentTarget;
    setValues((before) => ({ ...before, [name]: value }));
  };
  const error = (name: string) => fields[name]?.message;
  const [missing, setMissing] = useState(false);
  const programme = useRef<HTMLInputElement>(null);
  // A cycle may open or close while the form is on screen.
  const chosen = cycles.find((cycle) => cycle.id === cycleId) ?? cycles[0];

  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) return;
    setMissing(values.programme.trim() === "");
    if (values.programme.trim() === "") return programme.current?.focus();
    apply.mutate(
      { admission_cycle_id: chosen.id, ...values },
      {
        onSuccess: () => {
          setValues(EMPTY);
          onSent();
          toast(t`Your application is with the office.`);
        },
      },
    );
  };

  return (
    <form className="card apply" onSubmit={send} aria-labelledby="apply" noValidate>
      <h3 id="apply">
        {cycles.length === 1 ? <Trans>Apply for {chosen?.name}</Trans> : <Trans>Apply</Trans>}
      </h3>
      {apply.error && Object.keys(fields).length === 0 ? (
        <Banner tone="bad" role="alert">
          {errorWords(apply.error)}
        </Banner>
      ) : null}
      {cycles.length > 1 ? (
        <SelectField
          label={t`Admission cycle`}
          value={chosen?.id}
          error={error("admission_cycle_id")}
          onChange={(event) => setCycleId(event.currentTarget.value)}
        >
          {cycles.map((cycle) => (
            <option key={cycle.id} value={cycle.id}>
              {cycle.name}
            </option>
          ))}
        </SelectField>
      ) : null}
      <TextField
        label={t`Programme`}
        value={values.programme}
        error={missing ? t`Write which programme you apply for.` : error("programme")}
        ref={programme}
        required
        onChange={set("programme")}
      />
      <TextField
        label={t`School (optional)`}
        value={values.school}
        error={error("school")}
        onChange={set("school")}
      />
      <TextAreaField
        label={t`Personal statement (optional)`}
        value={values.statement}
        error={error("statement")}
        onChange={set("statement")}
      />
      <div>
        <Button type="submit" tone="primary" disabled={apply.isPending}>
          <Trans>Send application</Trans>
        </Button>
      </div>
    </form>
  );
}
