import { Trans } from "@lingui/react/macro";
import { useId } from "react";
import type { Hours } from "../../api/hoursApi";
import { clockTime, longDay, zoneName } from "../../ui/datetime";

type Window = Hours["coming"][number];

/** What the saved hours come to, in the reader's own zone. */
export function Coming({ hours, zone }: { hours: Hours; zone: string }) {
  const heading = useId();
  return (
    <section className="card hours-part" aria-labelledby={heading}>
      <h2 id={heading}>
        <Trans>The next two weeks, as saved</Trans>
      </h2>
      {hours.coming.length === 0 ? (
        <p className="quiet">
          <Trans>No hours yet. Add some above, and save them.</Trans>
        </p>
      ) : (
        <>
          <ul className="coming num">
            {hours.coming.map((one) => (
              <li key={one.starts_at}>{words(one, zone, Date.parse(hours.server_time))}</li>
            ))}
          </ul>
          <p className="small quiet">
            <Trans>Times in {zoneName(zone)}.</Trans>
          </p>
        </>
      )}
    </section>
  );
}

/** A stretch over midnight says the second day, too. */
function words({ starts_at, ends_at }: Window, zone: string, now: number): string {
  const [first, last] = [longDay(starts_at, zone, now), longDay(ends_at, zone, now)];
  const end = clockTime(ends_at, zone);
  const isSameDay = first === last || end === "00:00";
  return `${first}, ${clockTime(starts_at, zone)}–${isSameDay && end === "00:00" ? "24:00" : isSameDay ? end : `${last}, ${end}`}`;
}
