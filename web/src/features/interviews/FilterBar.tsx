import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { listCycles } from "../../api/adminApi";
import { SelectField } from "../../ui/Field";
import { SearchField } from "../../ui/SearchField";
import { type Filters, STATUSES } from "./filters";
import { useStaff } from "./queries";
import { useStatusWords } from "./useStatusWords";

type Props = { filters: Filters; onChange: (filters: Filters) => void };

export function FilterBar({ filters, onChange }: Props) {
  const { t } = useLingui();
  const cycles = useQuery({ queryKey: ["cycles"], queryFn: listCycles }).data?.items ?? [];
  const staff = useStaff().data ?? [];
  const words = useStatusWords();
  const set = (change: Partial<Filters>) => onChange({ ...filters, ...change });
  return (
    <search className="filters">
      <SearchField value={filters.q} placeholder={t`Name or programme`} onChange={(q) => set({ q })} />
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
