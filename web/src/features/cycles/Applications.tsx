import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { Cycle } from "../../api/types";
import { LoadError } from "../../session/LoadError";
import { LoadMore } from "../../session/LoadMore";
import { useTrouble } from "../../session/useTrouble";
import { SelectField } from "../../ui/Field";
import { SearchField } from "../../ui/SearchField";
import { Skeleton } from "../../ui/Skeleton";
import { ApplicationRow } from "./ApplicationRow";
import {
  type ApplicationFilters,
  isFiltered,
  readFilters,
  STATUSES,
  toMatch,
  toQuery,
  writeFilters,
} from "./applicationFilters";
import { BulkBar } from "./BulkBar";
import { bulkMoves } from "./bulkMoves";
import { among, type Chosen, isChosen, NOBODY, toggle } from "./chosen";
import { useApplications } from "./queries";
import { APPLICATION_WORDS } from "./words";

export function Applications({ cycle }: { cycle: Cycle }) {
  const [, navigate] = useLocation();
  const filters = readFilters(useSearch());
  const change = (some: Partial<ApplicationFilters>) =>
    navigate(`/admin/cycles/${cycle.id}${writeFilters({ ...filters, ...some })}`, { replace: true });
  return (
    <section aria-labelledby="applications">
      <h2 id="applications" className="section-title" tabIndex={-1}>
        <Trans>Applications</Trans>
      </h2>
      <FilterBar cycle={cycle} filters={filters} onChange={change} />
      <List cycle={cycle} filters={filters} />
    </section>
  );
}

type FilterProps = {
  cycle: Cycle;
  filters: ApplicationFilters;
  onChange: (some: Partial<ApplicationFilters>) => void;
};

function FilterBar({ cycle, filters, onChange }: FilterProps) {
  const { t, i18n } = useLingui();
  const { applications: counts } = cycle.counts;
  return (
    <search className="application-filters">
      <SearchField
        value={filters.q}
        placeholder={t`Name, e-mail or programme`}
        onChange={(q) => onChange({ q })}
      />
      <SelectField
        label={t`Status`}
        value={filters.status}
        onChange={(event) => onChange({ status: STATUSES.find((one) => one === event.target.value) ?? "" })}
      >
        <option value="">{t`Any status`}</option>
        {STATUSES.map((one) => (
          <option key={one} value={one}>
            {i18n._(APPLICATION_WORDS[one])} ({counts[one]})
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t`Checked`}
        value={filters.checked}
        onChange={(event) => onChange({ checked: readFilters(`?checked=${event.target.value}`).checked })}
      >
        <option value="">{t`Checked or not`}</option>
        <option value="yes">{t`Checked`}</option>
        <option value="no">{t`Not checked`}</option>
      </SelectField>
      <SelectField
        label={t`Order`}
        value={filters.sort}
        onChange={(event) => onChange({ sort: event.target.value === "score" ? "score" : "name" })}
      >
        <option value="name">{t`By name`}</option>
        <option value="score">{t`Best score first`}</option>
      </SelectField>
    </search>
  );
}

function List({ cycle, filters }: { cycle: Cycle; filters: ApplicationFilters }) {
  const match = JSON.stringify(toMatch(filters));
  // What was chosen belongs to the list that was seen.
  const [choice, setChoice] = useState<{ of: string; chosen: Chosen }>({ of: match, chosen: NOBODY });
  const setChosen = (next: Chosen) => setChoice({ of: match, chosen: next });
  const list = useApplications(cycle.id, toQuery(filters));
  const trouble = useTrouble(list);
  if (trouble) return <LoadError error={trouble} retry={list.refetch} />;
  if (!list.data) return <Skeleton lines={6} />;
  const applications = list.data.pages.flatMap((page) => page.items);
  if (applications.length === 0) return <Nothing filtered={isFiltered(filters)} />;
  const many = bulkMoves(cycle.phase).length > 0;
  const open = applications.filter(({ status }) => status !== "withdrawn" && status !== "set_aside");
  const chosen = among(choice.of === match ? choice.chosen : NOBODY, open);
  return (
    <>
      {many && (
        <BulkBar
          cycle={cycle}
          match={toMatch(filters)}
          shown={open.map(({ id }) => id)}
          more={list.hasNextPage}
          chosen={chosen}
          onChoose={setChosen}
        />
      )}
      <ul className="card applications">
        {applications.map((application) => (
          <ApplicationRow
            key={application.id}
            application={application}
            phase={cycle.phase}
            chosen={many && open.includes(application) ? isChosen(chosen, application.id) : null}
            onChoose={() => setChosen(toggle(chosen, application.id, open))}
          />
        ))}
      </ul>
      <LoadMore list={list} shown={applications.length} />
    </>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  return (
    <div className="card empty">
      {filtered ? (
        <Trans>No application fits. Change the search or the filters.</Trans>
      ) : (
        <Trans>
          No applications yet. Import a file above, or wait: students apply on their own page while the cycle
          is in submission.
        </Trans>
      )}
    </div>
  );
}
