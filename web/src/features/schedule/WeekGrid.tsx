import { Trans, useLingui } from "@lingui/react/macro";
import { type DragEvent, useState } from "react";
import type { Placement } from "../../api/scheduleApi";
import { serverNow } from "../../api/serverClock";
import { Button } from "../../ui/Button";
import { clockTime, shortDay, zoneName } from "../../ui/datetime";
import type { Dropped } from "./PlaceDialog";
import { isPlaced, type Placed, plusDays, type Row, rowsOf, weeksOf } from "./week";

type Props = {
  placements: readonly Placement[];
  zone: string;
  /** Left out: nothing can be changed any more. */
  onChange?: ((one: Placement, dropped?: Dropped) => void) | undefined;
};

/** A week of all interviewers. An interview is dragged to another day or person, or pressed to type another time. */
export function WeekGrid({ placements, zone, onChange }: Props) {
  const { t } = useLingui();
  const placed = placements.filter(isPlaced);
  const weeks = weeksOf(placed, zone);
  const [chosen, setChosen] = useState(0);
  const number = Math.min(chosen, weeks.length - 1);
  const first = weeks[number];
  if (first === undefined) return null;
  const days = Array.from({ length: 7 }, (_, index) => plusDays(first, index));
  const name = (day: string) => shortDay(`${day}T12:00Z`, "UTC", serverNow());
  const [from, until] = [name(first), name(plusDays(first, 6))];
  return (
    <>
      <div className="schedule-weeks">
        <Button small aria-disabled={number === 0 || undefined} onClick={() => setChosen(number - 1)}>
          <Trans>Week before</Trans>
        </Button>
        <p aria-live="polite">
          <Trans>
            {from} to {until}, {zoneName(zone)}
          </Trans>
        </p>
        <Button
          small
          aria-disabled={number === weeks.length - 1 || undefined}
          onClick={() => setChosen(number + 1)}
        >
          <Trans>Week after</Trans>
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="schedule-grid" aria-label={t`The week`} tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Interviewer</Trans>
              </th>
              {days.map((day) => (
                <th scope="col" key={day}>
                  {name(day)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rowsOf(placed, first, zone).map((row) => (
              <GridRow key={row.id} row={row} days={days} zone={zone} all={placed} onChange={onChange} />
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}

type RowProps = {
  row: Row;
  days: readonly string[];
  zone: string;
  all: readonly Placed[];
  onChange: Props["onChange"];
};

const CARRIED = "application/x-vivavoce-placement";

function GridRow({ row, days, zone, all, onChange }: RowProps) {
  function over(event: DragEvent) {
    if (onChange && event.dataTransfer.types.includes(CARRIED)) event.preventDefault();
  }
  function drop(event: DragEvent, day: string) {
    const carried = event.dataTransfer.getData(CARRIED);
    const one = all.find((placement) => placement.application_id === carried);
    if (one) onChange?.(one, { admin: row.id, day });
  }
  return (
    <tr>
      <th scope="row">{row.name}</th>
      {days.map((day, column) => (
        <td key={day} onDragOver={over} onDrop={(event) => drop(event, day)}>
          {row.days[column]?.map((one) => (
            <Entry key={one.application_id} one={one} of={row.id} zone={zone} onChange={onChange} />
          ))}
        </td>
      ))}
    </tr>
  );
}

type EntryProps = {
  one: Placed;
  /** Whose row it is in: a panel is in two, and is dragged from the one of whoever leads. */
  of: string;
  zone: string;
  onChange: Props["onChange"];
};

function Entry({ one, of, zone, onChange }: EntryProps) {
  const leads = one.admin.id === of;
  const words = (
    <>
      <span className="num">{clockTime(one.interview_time, zone)}</span> {one.student.name}
      {one.second && (
        <span className="quiet">
          {" "}
          {leads ? <Trans>(with {one.second.name})</Trans> : <Trans>(led by {one.admin.name})</Trans>}
        </span>
      )}
      {one.change === "moved" && (
        <span className="quiet">
          {" "}
          <Trans>(moved)</Trans>
        </span>
      )}
    </>
  );
  if (!onChange) return <p className="schedule-entry">{words}</p>;
  return (
    <button
      type="button"
      className="schedule-entry"
      draggable={leads}
      onDragStart={(event) => event.dataTransfer.setData(CARRIED, one.application_id)}
      onClick={() => onChange(one)}
    >
      {words}
    </button>
  );
}
