import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { listCycles } from "../../api/adminApi";
import { SelectField, TextField } from "../../ui/Field";
import { type Filters, STATUSES } from "./filters";
import { useStaff } from "./queries";
import { useStatusWords } from "./useStatusWords";

const TYPING_PAUSE_MS = 250;

type Props = { filters: Filters; onChange: (filters: Filters) => void };

export function FilterBar({ filters, onChange }: Props) {
  const { t } = useLingui();
  const cycles = useQuery({ queryKey: ["cycles"], queryFn: listCycles }).data?.items ?? [];
  const staff = useStaff().data ?? [];
  const words = useStatusWords();
  const set = (change: Partial<Filters>) => onChange({ ...filters, ...change });
  return (
    <search className="filters">
      <SearchField value={filters.q} onChange={(q) => set({ q })} />
      <SelectField
        label={t`Cycle`}
        value={filters.cycle}
        onChange={(event) => set({ cycle: event.target.value })}
      >
        <option value="">{t`All cycles`}</option>
        {cycles.map((cycle) => (
          <option key={cycle.id} value={cycle.id}>
            {cycle.name}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t`Status`}
        value={filters.status}
        onChange={(event) => set({ status: STATUSES.find((one) => one === event.target.value) ?? "" })}
      >
        <option value="">{t`Any status`}</option>
        {STATUSES.map((status) => (
          <option key={status} value={status}>
            {words[status]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t`Led by`}
        value={filters.lead}
        onChange={(event) => set({ lead: event.target.value })}
      >
        <option value="">
          <Trans>Anyone</Trans>
        </option>
        {staff.map((person) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </SelectField>
    </search>
  );
}

/** Keeps what is being typed; passes it on after a pause. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextField
      label={t`Search`}
      type="search"
      placeholder={t`Name or programme`}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
