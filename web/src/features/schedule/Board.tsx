import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Change, Draft, Placement, PlacementFilters } from "../../api/scheduleApi";
import { LoadError } from "../../session/LoadError";
import { useMe } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { SelectField } from "../../ui/Field";
import { Skeleton } from "../../ui/Skeleton";
import { Agenda } from "./Agenda";
import { type Dropped, PlaceDialog } from "./PlaceDialog";
import { usePlacements } from "./queries";
import { WeekGrid } from "./WeekGrid";

const CHANGES: readonly Change[] = ["new", "moved", "unchanged", "unplaced"];

/** Everybody in a draft, as a week or one after the other. */
export function Board({ draft }: { draft: Draft }) {
  const { t } = useLingui();
  const { time_zone: zone } = useMe();
  const [view, setView] = useState<"week" | "list">("week");
  const [filters, setFilters] = useState<PlacementFilters>({});
  const [open, setOpen] = useState<{ one: Placement; dropped?: Dropped | undefined } | null>(null);
  const placements = usePlacements(draft, filters);
  const trouble = useTrouble(placements);
  const change =
    draft.status === "ready" ? (one: Placement, dropped?: Dropped) => setOpen({ one, dropped }) : undefined;
  return (
    <section className="card schedule-card" aria-labelledby="board">
      <h2 id="board">
        <Trans>Who, when and with whom</Trans>
      </h2>
      <div className="schedule-filters">
        <SelectField
          label={t`Show as`}
          value={view}
          onChange={(event) => setView(event.target.value === "list" ? "list" : "week")}
        >
          <option value="week">{t`Week`}</option>
          <option value="list">{t`List`}</option>
        </SelectField>
        <FilterFields draft={draft} filters={filters} onChange={setFilters} />
      </div>
      {trouble ? (
        <LoadError error={trouble} retry={placements.refetch} />
      ) : placements.data ? (
        <Shown found={placements.data} view={view} zone={zone} onChange={change} />
      ) : (
        <Skeleton />
      )}
      {open && (
        <PlaceDialog
          draft={draft}
          placement={open.one}
          dropped={open.dropped}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

type ShownProps = {
  found: { items: Placement[]; more: boolean };
  view: "week" | "list";
  zone: string;
  onChange: ((one: Placement, dropped?: Dropped) => void) | undefined;
};

function Shown({ found: { items, more }, view, zone, onChange }: ShownProps) {
  return (
    <>
      {more && (
        <p className="quiet">
          <Trans>These are the first {items.length}. Choose an interviewer or a change to see others.</Trans>
        </p>
      )}
      {items.length === 0 && (
        <p className="quiet">
          <Trans>Nobody is like that.</Trans>
        </p>
      )}
      {view === "week" && <WeekGrid placements={items} zone={zone} onChange={onChange} />}
      {view === "list" && (
        <Agenda placements={items} zone={zone} onChange={onChange && ((one) => onChange(one))} />
      )}
    </>
  );
}

type FilterProps = {
  draft: Draft;
  filters: PlacementFilters;
  onChange: (filters: PlacementFilters) => void;
};

function FilterFields({ draft, filters, onChange }: FilterProps) {
  const { t } = useLingui();
  const words: Record<Change, string> = {
    new: t`New`,
    moved: t`Moved`,
    unchanged: t`Unchanged`,
    unplaced: t`Without a place`,
  };
  const without = (key: keyof PlacementFilters) =>
    Object.fromEntries(Object.entries(filters).filter(([one]) => one !== key));
  return (
    <>
      <SelectField
        label={t`Changes`}
        value={filters.change ?? ""}
        onChange={(event) => {
          const change = CHANGES.find((one) => one === event.target.value);
          onChange({ ...without("change"), ...(change && { change }) });
        }}
      >
        <option value="">{t`All`}</option>
        {CHANGES.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </SelectField>
      <SelectField
        label={t`Interviewer`}
        value={filters.admin_id ?? ""}
        onChange={(event) =>
          onChange({ ...without("admin_id"), ...(event.target.value && { admin_id: event.target.value }) })
        }
      >
        <option value="">{t`Anyone`}</option>
        {draft.loads.map(({ person }) => (
          <option key={person.id} value={person.id}>
            {person.name}
          </option>
        ))}
      </SelectField>
    </>
  );
}
