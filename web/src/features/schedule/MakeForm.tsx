import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useRef, useState } from "react";
import { isApiError } from "../../api/errors";
import type { Away, Draft } from "../../api/scheduleApi";
import { errorWords } from "../../api/words";
import { useMe } from "../../session/session";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { zoneName } from "../../ui/datetime";
import { SelectField, TextField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { toInstant } from "../../ui/wallTime";
import { useStaff } from "../interviews/queries";
import { PanelField } from "./PanelField";
import { useMakeDraft } from "./queries";

type AwayRow = { person: string; from: string; until: string };
type Errors = Record<string, string>;

const NOBODY: AwayRow = { person: "", from: "", until: "" };

/** What the office settles before a cycle is assigned: how long interviews are, who holds them, who cannot after all. */
export function MakeForm({ cycleId, before }: { cycleId: string; before: Draft | null }) {
  const { t } = useLingui();
  const { time_zone: zone } = useMe();
  const [minutes, setMinutes] = useState("30");
  const [panel, setPanel] = useState(before?.panel ?? false);
  const [rows, setRows] = useState<readonly AwayRow[]>([]);
  const [missing, setMissing] = useState<Errors>({});
  const make = useMakeDraft(cycleId);
  const { form, refuse } = useFocusInvalid(make.error);
  const add = useRef<HTMLButtonElement>(null);
  const refused = isApiError(make.error) ? make.error.fields : {};
  const error = (field: string) => missing[field] ?? refused[field]?.message;
  const set = (index: number, part: Partial<AwayRow>) =>
    setRows(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));

  function remove(index: number) {
    setRows(rows.filter((_, at) => at !== index));
    add.current?.focus();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    const away = rows.map((row) => awayOf(row, zone));
    const length = Number(minutes);
    const found: Errors = Object.assign(
      {},
      ...rows.map((row, index) => ({
        ...(!row.person && { [`away.${index}.person_id`]: t`Choose who is away.` }),
        ...(!instant(row.from, zone) && { [`away.${index}.starts_at`]: t`Enter a date and a time.` }),
        ...(!instant(row.until, zone) && { [`away.${index}.ends_at`]: t`Enter a date and a time.` }),
      })),
    );
    if (!Number.isInteger(length) || length < 5 || length > 120)
      found["length_minutes"] = t`Enter minutes, 5 to 120.`;
    setMissing(found);
    if (Object.keys(found).length > 0) return refuse();
    if (!make.isPending) make.mutate({ length_minutes: length, seed: 0, panel, away });
  }

  return (
    <form className="schedule-make" ref={form} noValidate onSubmit={submit}>
      {make.error && Object.keys(refused).length === 0 && (
        <Banner tone="bad" role="alert">
          {errorWords(make.error)}
        </Banner>
      )}
      <TextField
        label={t`Length of an interview, in minutes`}
        hint={t`Applicants who need extra time get it on top.`}
        type="number"
        inputMode="numeric"
        min={5}
        max={120}
        value={minutes}
        onChange={(event) => setMinutes(event.target.value)}
        error={error("length_minutes")}
      />
      <PanelField panel={panel} onChange={setPanel} />
      {rows.map((row, index) => (
        <AwayFields
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have nothing else that stays
          key={index}
          row={row}
          number={index + 1}
          zone={zone}
          error={(field) => error(`away.${index}.${field}`)}
          onChange={(part) => set(index, part)}
          onRemove={() => remove(index)}
        />
      ))}
      <div className="tool-actions">
        <Button type="submit" tone="primary" aria-disabled={make.isPending || undefined}>
          {before ? <Trans>Make a new draft</Trans> : <Trans>Make a draft</Trans>}
        </Button>
        <Button ref={add} onClick={() => setRows([...rows, NOBODY])}>
          <Trans>Somebody is away…</Trans>
        </Button>
      </div>
    </form>
  );
}

type FieldsProps = {
  row: AwayRow;
  number: number;
  zone: string;
  error: (field: string) => string | undefined;
  onChange: (part: Partial<AwayRow>) => void;
  onRemove: () => void;
};

function AwayFields({ row, number, zone, error, onChange, onRemove }: FieldsProps) {
  const { t } = useLingui();
  const staff = useStaff().data ?? [];
  return (
    <fieldset className="schedule-away">
      <legend>
        <Trans>Away ({number})</Trans>
      </legend>
      <SelectField
        label={t`Who`}
        value={row.person}
        onChange={(event) => onChange({ person: event.target.value })}
        error={error("person_id")}
      >
        <option value="">{t`Choose…`}</option>
        {staff.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </SelectField>
      <TextField
        label={t`From`}
        hint={zoneName(zone)}
        type="datetime-local"
        value={row.from}
        onChange={(event) => onChange({ from: event.target.value })}
        error={error("starts_at")}
      />
      <TextField
        label={t`Until`}
        hint={zoneName(zone)}
        type="datetime-local"
        value={row.until}
        onChange={(event) => onChange({ until: event.target.value })}
        error={error("ends_at")}
      />
      <Button tone="plain" small aria-label={t`Remove: away (${number})`} onClick={onRemove}>
        <Trans>Remove</Trans>
      </Button>
    </fieldset>
  );
}

function awayOf(row: AwayRow, zone: string): Away {
  return {
    person_id: row.person,
    starts_at: instant(row.from, zone) ?? "",
    ends_at: instant(row.until, zone) ?? "",
  };
}

/** Away is rather too long than too short: of a time that comes twice it is the first that begins… and that ends. */
function instant(wall: string, zone: string): string | null {
  const read = toInstant(wall, zone);
  if (read.tag === "instant") return read.instant;
  return read.tag === "overlap" ? read.first : null;
}
