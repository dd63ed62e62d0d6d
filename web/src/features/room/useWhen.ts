import { useMe } from "../../session/session";
import { type Instant, whenInZones } from "../../ui/datetime";

/** A time in the reader's own zone first, then in the office's. `now` in ms, to leave out the current year. */
export function useWhen(officeZone: string, now: number): (instant: Instant) => string {
  const { time_zone } = useMe();
  return (instant) => whenInZones(instant, [time_zone, officeZone], now);
}
