import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { ApplicationStatus, Cycle } from "../../api/types";
import { LoadError } from "../../session/LoadError";
import { Button } from "../../ui/Button";
import { SelectField, TextField } from "../../ui/Field";
import { Skeleton } from "../../ui/Skeleton";
import { useDebounced } from "../../ui/useDebounced";
import { ApplicationRow } from "./ApplicationRow";
import { useApplications } from "./queries";
import { APPLICATION_WORDS } from "./words";

const STATUSES = Object.keys(APPLICATION_WORDS) as ApplicationStatus[];

export function Applications({ cycle }: { cycle: Cycle }) {
  const { t, i18n } = useLingui();
  const [status, setStatus] = useState<ApplicationStatus | "">("");
  const [q, setQ] = useState("");
  const searched = useDebounced(q.trim(), 250);
  const { applications: counts } = cycle.counts;
  return (
    <section aria-labelledby="applications">
      <h2 id="applications" className="section-title">
        <Trans>Applications</Trans>
      </h2>
      <search className="application-filters">
        <TextField
          label={t`Search`}
          type="search"
          placeholder={t`Name, e-mail or programme`}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        <SelectField
          label={t`Status`}
          value={status}
          onChange={(event) => setStatus(STATUSES.find((one) => one === event.target.value) ?? "")}
        >
          <option value="">{t`Any status`}</option>
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {i18n._(APPLICATION_WORDS[one])} ({counts[one]})
            </option>
          ))}
        </SelectField>
      </search>
      <List cycle={cycle} status={status} q={searched} />
    </section>
  );
}

function List({ cycle, status, q }: { cycle: Cycle; status: ApplicationStatus | ""; q: string }) {
  const list = useApplications(cycle.id, { ...(status && { status }), ...(q && { q }) });
  if (list.isPending) return <Skeleton lines={6} />;
  if (list.isError) return <LoadError error={list.error} retry={() => void list.refetch()} />;
  const applications = list.data.pages.flatMap((page) => page.items);
  if (applications.length === 0) return <Nothing filtered={status !== "" || q !== ""} />;
  return (
    <>
      <ul className="card applications">
        {applications.map((application) => (
          <ApplicationRow key={application.id} application={application} phase={cycle.phase} />
        ))}
      </ul>
      {list.hasNextPage && (
        <div className="applications-more">
          <Button onClick={() => void list.fetchNextPage()} disabled={list.isFetchingNextPage}>
            <Trans>Load more</Trans>
          </Button>
        </div>
      )}
    </>
  );
}

function Nothing({ filtered }: { filtered: boolean }) {
  return (
    <div className="card empty">
      {filtered ? (
        <Trans>No application fits. Change the search or the status.</Trans>
      ) : (
        <Trans>No applications yet. Students apply on their own page while the cycle is in submission.</Trans>
      )}
    </div>
  );
}
