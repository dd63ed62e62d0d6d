/** From the wall clock of a zone to the instant it means, across daylight saving, and back. */

export type WallTime =
  | { tag: "instant"; instant: string }
  /** The clocks go back: the wall clock shows this time twice. */
  | { tag: "overlap"; first: string; second: string }
  /** The clocks go forward: this time is skipped. `before` and `after` are the wall times around the gap. */
  | { tag: "gap"; before: string; after: string }
  | { tag: "invalid" };

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SHAPE = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?$/;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making one takes longer than using it. */
function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    calendar: "iso8601",
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  });
  formats.set(zone, made);
  return made;
}

/** The wall clock there, read as if it were UTC, in milliseconds. */
function wallAt(instant: number, zone: string): number {
  const parts = Object.fromEntries(
    formatIn(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

const offsetAt = (instant: number, zone: string): number =>
  wallAt(instant, zone) - Math.floor(instant / 1000) * 1000;

/** `2026-12-01T14:00` of a `datetime-local`, as milliseconds read in UTC; null when it is no time. */
function parseWall(wall: string): number | null {
  const match = SHAPE.exec(wall);
  if (!match) return null;
  const [year, month, day, hour, minute] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  const read = Date.UTC(year, month - 1, day, hour, minute);
  return new Date(read).toISOString().startsWith(wall.slice(0, 16)) ? read : null;
}

const iso = (instant: number): string => new Date(instant).toISOString().replace(".000Z", "Z");
const local = (wall: number): string => new Date(wall).toISOString().slice(0, 16);

/** What `wall` (as a `datetime-local` gives it) means in `zone`. */
export function toInstant(wall: string, zone: string): WallTime {
  const read = parseWall(wall);
  if (read === null) return { tag: "invalid" };
  // A day away on both sides is past any change of offset; the true one is among the two.
  const offsets = [...new Set([offsetAt(read - DAY, zone), offsetAt(read + DAY, zone)])];
  const found = offsets.map((offset) => read - offset).filter((instant) => wallAt(instant, zone) === read);
  const [first, second] = found.sort((a, b) => a - b);
  if (first !== undefined && second !== undefined)
    return { tag: "overlap", first: iso(first), second: iso(second) };
  if (first !== undefined) return { tag: "instant", instant: iso(first) };
  const change = changeBetween(read - DAY, read + DAY, zone);
  return { tag: "gap", before: local(wallAt(change - MINUTE, zone)), after: local(wallAt(change, zone)) };
}

/** Of two the later one, for a deadline: nobody loses an hour by it. Null for a time that is skipped or is none. */
export const latestOf = (read: WallTime): string | null =>
  read.tag === "instant" ? read.instant : read.tag === "overlap" ? read.second : null;

/** The minute at which the offset changes, between two instants around one change. */
function changeBetween(early: number, late: number, zone: string): number {
  const before = offsetAt(early, zone);
  let low = Math.floor(early / MINUTE);
  let high = Math.floor(late / MINUTE);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(middle * MINUTE, zone) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE;
}

/** The value of a `datetime-local` for an instant, on the wall clock of `zone`. */
export function toWall(instant: string | number, zone: string): string {
  return local(wallAt(typeof instant === "number" ? instant : Date.parse(instant), zone));
}

/** When the day `2026-12-01` begins there; where midnight is skipped, after the gap. */
export function startOfDay(day: string, zone: string): string {
  const midnight = toInstant(`${day}T00:00`, zone);
  const first = midnight.tag === "gap" ? toInstant(midnight.after, zone) : midnight;
  if (first.tag === "instant") return first.instant;
  if (first.tag === "overlap") return first.first;
  throw new RangeError(`no day: ${day}`);
}

/** Of two moments at which a clock that goes back says the same. */
export type Which = "earlier" | "later";

/** Which of the two an instant is; null where that clock says its time once. */
export function whichOf(instant: string, zone: string): Which | null {
  const read = toInstant(toWall(instant, zone), zone);
  if (read.tag !== "overlap") return null;
  return Date.parse(read.second) === Date.parse(instant) ? "later" : "earlier";
}

/** The instant that is meant; null while there is none, or nobody has said which. */
export function meantBy(read: WallTime, which: Which | null): string | null {
  if (read.tag === "instant") return read.instant;
  return read.tag === "overlap" && which ? read[which === "later" ? "second" : "first"] : null;
}
