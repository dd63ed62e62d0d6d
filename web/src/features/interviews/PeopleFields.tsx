import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import type { PersonRef } from "../../api/types";
import { Cautions } from "../../ui/Cautions";
import { SelectField } from "../../ui/Field";
import type { FieldErrors, InterviewValues } from "./interviewForm";
import { useStaff } from "./queries";
import type { FieldHints } from "./useHints";

const MAX_PANEL = 2;

type Props = {
  values: InterviewValues;
  errors: FieldErrors;
  hints: FieldHints;
  /** People already in it: kept in the choice even if their accounts are disabled by now. */
  present: readonly PersonRef[];
  onChange: (change: Partial<InterviewValues>) => void;
};

/** Who leads, and who sits on the panel besides. */
export function PeopleFields({ values, errors, hints, present, onChange }: Props) {
  const { t } = useLingui();
  const people = new Map([...(useStaff().data ?? []), ...present].map((person) => [person.id, person.name]));
  return (
    <>
      <SelectField
        label={t`Interviewer`}
        hint={t`Leads the interview.`}
        value={values.lead}
        onChange={({ target }) =>
          onChange({ lead: target.value, panel: values.panel.filter((id) => id !== target.value) })
        }
        error={errors.admin_id}
        cautions={hints.admin_id ?? []}
      >
        {[...people].map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </SelectField>
      <Panel
        people={[...people].filter(([id]) => id !== values.lead)}
        chosen={values.panel}
        error={errors.interviewer_ids}
        cautions={hints.interviewer_ids}
        onChange={(panel) => onChange({ panel })}
      />
    </>
  );
}

type PanelProps = {
  people: readonly (readonly [string, string])[];
  chosen: readonly string[];
  error: string | undefined;
  cautions: readonly string[] | undefined;
  onChange: (panel: string[]) => void;
};

function Panel({ people, chosen, error, cautions, onChange }: PanelProps) {
  const problem = useId();
  return (
    <fieldset className="field" aria-describedby={error && problem}>
      <legend>
        <Trans>Also on the panel (at most two)</Trans>
      </legend>
      <div className="panel-list">
        {people.map(([id, name]) => (
          <label className="choice" key={id}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              disabled={!chosen.includes(id) && chosen.length >= MAX_PANEL}
              onChange={(event) =>
                onChange(event.target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
              }
            />
            {name}
          </label>
        ))}
      </div>
      {error && (
        <p className="error" id={problem}>
          {error}
        </p>
      )}
      <Cautions words={cautions} />
    </fieldset>
  );
}
