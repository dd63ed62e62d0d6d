import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useId, useState } from "react";
import type { BulkAction } from "../../api/bulkApi";
import { serverNow } from "../../api/serverClock";
import type { OfficeInterview } from "../../api/types";
import { Button } from "../../ui/Button";
import { when } from "../../ui/datetime";
import { SelectField, TextField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { Working } from "../../ui/Working";
import { useStaff } from "../interviews/queries";
import { minutesOf } from "./minutes";

export type Asked = { action: BulkAction; ids: ReadonlySet<string>; minutes: number; lead: string };

type Props = {
  interviews: readonly OfficeInterview[];
  zone: string;
  busy: boolean;
  onLook: (asked: Asked) => void;
  onClose: () => void;
};

const ACTIONS: readonly BulkAction[] = ["move", "reassign", "cancel", "remind"];

/** Which interviews, and what happens to them. */
export function BulkForm({ interviews, zone, busy, onLook, onClose }: Props) {
  const { t } = useLingui();
  const staff = useStaff();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const [action, setAction] = useState<BulkAction>("move");
  const [by, setBy] = useState("");
  const [unit, setUnit] = useState("minutes");
  const [earlier, setEarlier] = useState(false);
  const [lead, setLead] = useState("");
  const [missing, setMissing] = useState<Record<string, string>>({});
  const { form, refuse } = useFocusInvalid(null);
  const words: Record<BulkAction, string> = {
    move: t`Move them`,
    reassign: t`Give them to somebody else`,
    cancel: t`Cancel them`,
    remind: t`Remind everybody now`,
  };
  const minutes = minutesOf(by, unit, earlier);

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = {
      ...(ids.size === 0 && { ids: t`Choose at least one interview.` }),
      ...(action === "move" && minutes === null && { by: t`Enter a whole number, at most two weeks.` }),
      ...(action === "reassign" && !lead && { lead: t`Choose an interviewer.` }),
    };
    setMissing(found);
    if (Object.keys(found).length > 0) return refuse();
    if (!busy) onLook({ action, ids, minutes: minutes ?? 0, lead });
  }

  if (interviews.length === 0)
    return (
      <>
        <p>
          <Trans>No scheduled interview ahead fits the filters of the list.</Trans>
        </p>
        <div className="dialog-actions">
          <Button onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
        </div>
      </>
    );
  return (
    <form className="stack" ref={form} noValidate onSubmit={submit}>
      <Choice interviews={interviews} zone={zone} ids={ids} error={missing["ids"]} onChange={setIds} />
      <SelectField
        label={t`What happens`}
        value={action}
        onChange={(event) => setAction(ACTIONS.find((one) => one === event.target.value) ?? "move")}
      >
        {ACTIONS.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </SelectField>
      {action === "move" && (
        <div className="bulk-by">
          <TextField
            label={t`By`}
            inputMode="numeric"
            value={by}
            onChange={(event) => setBy(event.target.value)}
            error={missing["by"]}
          />
          <SelectField label={t`Unit`} value={unit} onChange={(event) => setUnit(event.target.value)}>
            <option value="minutes">{t`minutes`}</option>
            <option value="hours">{t`hours`}</option>
            <option value="days">{t`days`}</option>
          </SelectField>
          <SelectField
            label={t`Direction`}
            value={earlier ? "earlier" : "later"}
            onChange={(event) => setEarlier(event.target.value === "earlier")}
          >
            <option value="later">{t`later`}</option>
            <option value="earlier">{t`earlier`}</option>
          </SelectField>
        </div>
      )}
      {action === "reassign" && (
        <SelectField
          label={t`Interviewer`}
          value={lead}
          onChange={(event) => setLead(event.target.value)}
          error={missing["lead"]}
        >
          <option value="">{t`Choose…`}</option>
          {staff.data?.map((person) => (
            <option key={person.id} value={person.id}>
              {person.name}
            </option>
          ))}
        </SelectField>
      )}
      {busy && (
        <Working>
          <Trans>Looking at what becomes of each</Trans>
        </Working>
      )}
      <div className="dialog-actions">
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
        <Button type="submit" tone="primary" aria-disabled={busy || undefined}>
          <Trans>Look at what happens</Trans>
        </Button>
      </div>
    </form>
  );
}

type ChoiceProps = {
  interviews: readonly OfficeInterview[];
  zone: string;
  ids: ReadonlySet<string>;
  error: string | undefined;
  onChange: (ids: ReadonlySet<string>) => void;
};

function Choice({ interviews, zone, ids, error, onChange }: ChoiceProps) {
  const problem = useId();
  const whole = ids.size === interviews.length;
  function toggle(id: string) {
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    onChange(next);
  }
  return (
    <fieldset className="field" tabIndex={-1} aria-describedby={error && problem}>
      <legend>
        <Trans>Interviews</Trans>
      </legend>
      <label className="choice">
        <input
          type="checkbox"
          checked={whole}
          aria-invalid={error ? true : undefined}
          onChange={() => onChange(whole ? new Set() : new Set(interviews.map(({ id }) => id)))}
        />
        <span>
          <Plural value={interviews.length} one="The one ahead" other="All # ahead" />
        </span>
      </label>
      <ul className="bulk-choice">
        {interviews.map((one) => (
          <li key={one.id}>
            <label className="choice">
              <input type="checkbox" checked={ids.has(one.id)} onChange={() => toggle(one.id)} />
              <span>
                {one.student.name}{" "}
                <span className="small quiet">
                  {when(one.interview_time, zone, serverNow())} · {one.lead.name}
                </span>
              </span>
            </label>
          </li>
        ))}
      </ul>
      {error && (
        <p className="error" id={problem}>
          {error}
        </p>
      )}
    </fieldset>
  );
}
