import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { isApiError } from "../../api/errors";
import { type Hours, type NewHours, readHours, replaceHours } from "../../api/hoursApi";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { TimeZoneField } from "../../ui/TimeZoneField";
import { toast } from "../../ui/toast";
import { useLeaveQuestion } from "../../ui/useLeaveQuestion";
import { fieldsOf, General } from "./General";
import { bodyOf, type HoursValues, unsendable, valuesOf } from "./hoursForm";
import { Limits } from "./Limits";
import { OwnDays } from "./OwnDays";
import type { HoursErrors } from "./spans";
import { Week } from "./Week";

type Props = { hours: Hours; personId: string | null };

/** Everything about when somebody can, saved as a whole. */
export function HoursForm({ hours, personId }: Props) {
  const { t } = useLingui();
  const [version, setVersion] = useState(hours.version);
  const [values, setValues] = useState(() => valuesOf(hours));
  const [saved, setSaved] = useState(values);
  const [missing, setMissing] = useState<HoursErrors>({});
  const save = useSave(personId, (newest) => {
    setVersion(newest.version);
    setValues(valuesOf(newest));
    setSaved(valuesOf(newest));
  });
  const changed = JSON.stringify(bodyOf(values, version)) !== JSON.stringify(bodyOf(saved, version));
  const leaving = useLeaveQuestion(changed);
  const { form, refuse } = useFocusInvalid(save.error);
  const errors = { ...fieldsOf(save.error), ...missing };
  const change = (part: Partial<HoursValues>) => setValues((before) => ({ ...before, ...part }));

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
          hint={t`All hours below are read on a clock there.`}
          value={values.zone}
          onChange={(zone) => change({ zone })}
          error={errors["time_zone"]}
        />
      </section>
      <Week values={values} errors={errors} onChange={change} />
      <OwnDays values={values} errors={errors} onChange={change} />
      <Limits values={values} errors={errors} onChange={change} />
      <section className="card hours-part">
        <TextField
          label={t`Languages`}
          hint={t`In which interviews can be held, with commas between: English, Urdu`}
          value={values.languages}
          onChange={(event) => change({ languages: event.target.value })}
          error={listError(errors, "languages")}
        />
        <TextField
          label={t`Subjects`}
          hint={t`With commas between: Physics, Computer Science`}
          value={values.subjects}
          onChange={(event) => change({ subjects: event.target.value })}
          error={listError(errors, "subjects")}
        />
        <TextField
          label={t`Schools and people you are tied to`}
          hint={t`With commas between. The office then looks twice before it gives you their applicants.`}
          value={values.ties}
          onChange={(event) => change({ ties: event.target.value })}
          error={listError(errors, "ties")}
        />
        <TextField
          label={t`Postal address`}
          hint={t`The office then looks twice at applicants who live there. Nobody else reads it.`}
          value={values.address}
          maxLength={300}
          onChange={(event) => change({ address: event.target.value })}
          error={errors["address"]}
        />
      </section>
      <div>
        <Button type="submit" tone="primary" aria-disabled={save.isPending || undefined}>
          <Trans>Save</Trans>
        </Button>
      </div>
      {leaving}
    </form>
  );
}

/** `take`: the form begins anew with what is stored, its own or that of somebody who was quicker. */
function useSave(personId: string | null, take: (newest: Hours) => void) {
  const { t } = useLingui();
  const client = useQueryClient();
  const show = (newest: Hours) => {
    client.setQueryData(["hours", personId], newest);
    take(newest);
  };
  return useMutation({
    mutationFn: (body: NewHours) => replaceHours(personId, body),
    onSuccess: (saved) => {
      show(saved);
      toast(t`Hours saved`);
    },
    onError: async (error) => {
      if (isApiError(error, "stale_version")) show(await readHours(personId));
    },
  });
}

/** "languages.2" is about the list as a whole. */
function listError(errors: HoursErrors, name: string): string | undefined {
  return Object.entries(errors).find(([field]) => field === name || field.startsWith(`${name}.`))?.[1];
}
