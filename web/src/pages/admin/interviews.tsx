import "../../officeWords";
import { Trans, useLingui } from "@lingui/react/macro";
import { useCallback, useState } from "react";
import { useLocation, useSearch } from "wouter";
import { exportAddress } from "../../api/bulkApi";
import { serverNow } from "../../api/serverClock";
import type { OfficeInterview } from "../../api/types";
import { BulkDialog } from "../../features/bulk/BulkDialog";
import { DeleteDialog } from "../../features/interviews/DeleteDialog";
import { EditDialog } from "../../features/interviews/EditDialog";
import { FilterBar } from "../../features/interviews/FilterBar";
import {
  type Filters,
  isFiltered,
  readFilters,
  toQuery,
  writeFilters,
} from "../../features/interviews/filters";
import { InterviewList } from "../../features/interviews/InterviewList";
import { RowActions } from "../../features/interviews/RowActions";
import { ScheduleDialog } from "../../features/interviews/ScheduleDialog";
import { WaitingNow } from "../../features/interviews/WaitingNow";
import { ZoneChanges } from "../../features/interviews/ZoneChanges";
import { Page } from "../../session/Page";
import { useMe } from "../../session/session";
import { Button, ButtonLink } from "../../ui/Button";
import { dayKey } from "../../ui/datetime";
import { useFocusStays } from "../../ui/useFocusStays";
import { startOfDay } from "../../ui/wallTime";

type Open = { tag: "schedule" | "many" } | { tag: "edit" | "delete"; interview: OfficeInterview } | null;

export default function AdminInterviews() {
  const { t } = useLingui();
  const { time_zone: zone } = useMe();
  const search = useSearch();
  const [, navigate] = useLocation();
  const [open, setOpen] = useState<Open>(null);
  // Fixed while the page stays: a list must not rearrange itself under the reader's hands at midnight.
  const [today] = useState(() => startOfDay(dayKey(serverNow(), zone), zone));
  const filters = readFilters(search);
  const setFilters = useCallback(
    (next: Filters) => navigate(`/admin/interviews${writeFilters(next)}`, { replace: true }),
    [navigate],
  );

  const query = toQuery(filters);
  const actions = (interview: OfficeInterview, describedBy: string) => (
    <RowActions
      interview={interview}
      describedBy={describedBy}
      onEdit={() => setOpen({ tag: "edit", interview })}
      onDelete={() => setOpen({ tag: "delete", interview })}
    />
  );
  const schedule = () => setOpen({ tag: "schedule" });
  const close = () => setOpen(null);

  return (
    <Page
      title={t`Interviews`}
      actions={
        <>
          <Button onClick={() => setOpen({ tag: "many" })}>
            <Trans>Change many…</Trans>
          </Button>
          <Button tone="primary" onClick={schedule}>
            <Trans>Schedule interview</Trans>
          </Button>
        </>
      }
    >
      <ZoneChanges />
      <WaitingNow zone={zone} />
      <FilterBar filters={filters} onChange={setFilters} />
      <InterviewList
        title={<Trans>Today and later</Trans>}
        query={{ ...query, from: today, order: "asc" }}
        zone={zone}
        empty={
          isFiltered(filters) ? (
            <NothingFits onClear={() => navigate("/admin/interviews")} />
          ) : (
            <NothingAhead />
          )
        }
        actions={actions}
      />
      <InterviewList
        title={<Trans>Earlier</Trans>}
        query={{ ...query, to: today, order: "desc" }}
        zone={zone}
        actions={actions}
      />
      <p className="list-files">
        <span className="small quiet">
          <Trans>This list as a file:</Trans>
        </span>
        <a className="button plain small" href={exportAddress(query, "csv")} download>
          CSV
        </a>
        <a className="button plain small" href={exportAddress(query, "xlsx")} download>
          Excel
        </a>
      </p>
      {open?.tag === "many" && <BulkDialog query={query} zone={zone} onClose={close} />}
      {open?.tag === "schedule" && <ScheduleDialog onClose={close} />}
      {open?.tag === "edit" && <EditDialog interview={open.interview} onClose={close} />}
      {open?.tag === "delete" && <DeleteDialog interview={open.interview} zone={zone} onClose={close} />}
    </Page>
  );
}

function NothingAhead() {
  return (
    <div className="card empty">
      <p>
        <Trans>
          No interview is ahead. Schedule one for an applicant who is selected, in a cycle in selection.
        </Trans>
      </p>
      <ButtonLink href="/admin/cycles">
        <Trans>See the cycles</Trans>
      </ButtonLink>
    </div>
  );
}

function NothingFits({ onClear }: { onClear: () => void }) {
  const box = useFocusStays<HTMLDivElement>();
  return (
    <div className="card empty" {...box}>
      <p>
        <Trans>No interview from today on fits these filters.</Trans>
      </p>
      <Button onClick={onClear}>
        <Trans>Clear the filters</Trans>
      </Button>
    </div>
  );
}
