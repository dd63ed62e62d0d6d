import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { isApiError } from "../../api/errors";
import { answerWindows, listMyWindows, type NewWindows, type StudentWindows } from "../../api/studentApi";
import { Button } from "../../ui/Button";
import { SelectField, TextAreaField, TextField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { TimeZoneField } from "../../ui/TimeZoneField";
import { toast } from "../../ui/toast";
import { useLeaveQuestion } from "../../ui/useLeaveQuestion";
import { fieldsOf, General } from "../hours/General";
import type { HoursErrors } from "../hours/spans";
import { Days } from "./Days";
import { bodyOf, unsendable, valuesOf, type WindowsValues } from "./windowsForm";

export const WINDOWS = ["student", "windows"];

type Change = (part: Partial<WindowsValues>) => void;
type Props = { asked: StudentWindows; languages: readonly string[] };

/** When one can, and what one needs; saved as a whole, until the office's deadline. */
export function WindowsForm({ asked, languages }: Props) {
  const { t } = useLingui();
  const [version, setVersion] = useState(asked.version);
  const [values, setValues] = useState(() => valuesOf(asked));
  const [saved, setSaved] = useState(values);
  const [missing, setMissing] = useState<HoursErrors>({});
  const save = useSave(asked.application_id, (newest) => {
    setVersion(newest.version);
    setValues(valuesOf(newest));
    setSaved(valuesOf(newest));
  });
  const changed = JSON.stringify(bodyOf(values, version)) !== JSON.stringify(bodyOf(saved, version));
  const leaving = useLeaveQuestion(changed);
  const { form, refuse } = useFocusInvalid(save.error);
  const errors = { ...fieldsOf(save.error), ...missing };
  const change: Change = (part) => setValues((before) => ({ ...before, ...part }));

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = unsendable(values);
    setMissing(found);
    if (Object.keys(found).length > 0) refuse();
    else if (!save.isPending) save.mutate(bodyOf(values, version));
  }

  return (
    <form className="hours" ref={form} noValidate onSubmit={submit}>
      <General error={save.error} />
      <section className="card hours-part">
        <TimeZoneField
          label={t`Time zone`}
          hint={t`All times below are read on a clock there.`}
          value={values.zone}
          onChange={(zone) => change({ zone })}
          error={errors["time_zone"]}
        />
      </section>
      <Days days={values.days} errors={errors} onChange={(days) => change({ days })} />
      <Needs values={values} errors={errors} languages={languages} onChange={change} />
      <div>
        <Button type="submit" tone="primary" aria-disabled={save.isPending || undefined}>
          <Trans>Send to the office</Trans>
        </Button>
      </div>
      {leaving}
    </form>
  );
}

type NeedsProps = {
  values: WindowsValues;
  errors: HoursErrors;
  languages: readonly string[];
  onChange: Change;
};

function Needs({ values, errors, languages, onChange }: NeedsProps) {
  const { t } = useLingui();
  const heading = useId();
  const offered =
    values.language && !languages.includes(values.language) ? [values.language, ...languages] : languages;
  return (
    <section className="card hours-part" aria-labelledby={heading}>
      <h2 id={heading}>
        <Trans>What you need</Trans>
      </h2>
      {offered.length > 0 && (
        <SelectField
          label={t`Language of the interview`}
          value={values.language}
          onChange={(event) => onChange({ language: event.target.value })}
          error={errors["language"]}
        >
          <option value="">{t`Any`}</option>
          {offered.map((language) => (
            <option key={language}>{language}</option>
          ))}
        </SelectField>
      )}
      <TextField
        label={t`Extra time, in minutes`}
        hint={t`If you have been granted extra time for examinations; otherwise 0.`}
        type="number"
        inputMode="numeric"
        min={0}
        max={120}
        value={values.extraMinutes}
        onChange={(event) => onChange({ extraMinutes: event.target.value })}
        error={errors["extra_minutes"]}
      />
      <label className="choice">
        <input
          type="checkbox"
          checked={values.captioner}
          onChange={(event) => onChange({ captioner: event.target.checked })}
        />
        <Trans>I need somebody who writes captions</Trans>
      </label>
      <TextAreaField
        label={t`Anything else the office should know`}
        hint={t`Only admins read it, never your interviewers.`}
        maxLength={2000}
        value={values.needs}
        onChange={(event) => onChange({ needs: event.target.value })}
        error={errors["needs"]}
      />
    </section>
  );
}

/** `take`: the form begins anew with what is stored, its own or what another tab sent. */
function useSave(applicationId: string, take: (newest: StudentWindows) => void) {
  const { t } = useLingui();
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewWindows) => answerWindows(applicationId, body),
    onSuccess: (saved) => {
      take(saved);
      toast(t`Sent to the office`);
    },
    onError: async (error) => {
      if (!isApiError(error, "stale_version")) return;
      const { items } = await listMyWindows();
      const newest = items.find((one) => one.application_id === applicationId);
      if (newest) take(newest);
    },
    onSettled: () => client.invalidateQueries({ queryKey: WINDOWS }),
  });
}
