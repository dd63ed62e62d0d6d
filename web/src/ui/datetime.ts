/**
 * The only date formatter. Instants are RFC 3339 strings or milliseconds; zones are IANA names.
 * What people read always has a zone and, unless a heading beside it says the day, a weekday.
 */

export type Instant = string | number;

const LOCALE = "en-GB";
const formats = new Map<string, Intl.DateTimeFormat>();

function format(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = zone + JSON.stringify(options);
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(LOCALE, { ...options, timeZone: knownZone(zone) });
  formats.set(key, made);
  return made;
}

/** A zone that this browser does not know is shown in UTC, and said to be UTC. */
function knownZone(zone: string): string {
  try {
    return new Intl.DateTimeFormat(LOCALE, { timeZone: zone }) && zone;
  } catch {
    return "UTC";
  }
}

const ms = (instant: Instant): number => (typeof instant === "number" ? instant : Date.parse(instant));

/** "Europe/London" → "London". */
export function zoneName(zone: string): string {
  const known = knownZone(zone);
  return (known.split("/").at(-1) ?? known).replaceAll("_", " ");
}

/** "14:00" */
export function clockTime(instant: Instant, zone: string): string {
  return format(zone, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }).format(ms(instant));
}

/** "14:00:07" */
export function clockSeconds(instant: Instant, zone: string): string {
  const options = { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" } as const;
  return format(zone, options).format(ms(instant));
}

/** "2026-12-01": the day there, to compare and group by. */
export function dayKey(instant: Instant, zone: string): string {
  const parts = format(zone, { year: "numeric", month: "2-digit", day: "2-digit" }).formatToParts(
    ms(instant),
  );
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? "";
  return `${part("year")}-${part("month")}-${part("day")}`;
}

/** "Tuesday 1 December", with the year when it is not the year of `now`. */
export function longDay(instant: Instant, zone: string, now: number): string {
  return dayIn(instant, zone, now, "long");
}

/** "Tue 1 Dec", with the year when it is not the year of `now`. */
export function shortDay(instant: Instant, zone: string, now: number): string {
  return dayIn(instant, zone, now, "short");
}

function dayIn(instant: Instant, zone: string, now: number, length: "long" | "short"): string {
  const otherYear = dayKey(instant, zone).slice(0, 4) !== dayKey(now, zone).slice(0, 4);
  return format(zone, {
    weekday: length,
    day: "numeric",
    month: length,
    ...(otherYear && { year: "numeric" }),
  })
    .format(ms(instant))
    .replaceAll(",", "");
}

/** "Tue 1 Dec, 14:00 Karachi" */
export function when(instant: Instant, zone: string, now: number): string {
  return `${shortDay(instant, zone, now)}, ${clockTime(instant, zone)} ${zoneName(zone)}`;
}

type DaySpans = { readonly day: string; readonly spans: readonly { starts: string; ends: string }[] };

/** "Tue 1 Dec 09:00–12:00, 14:00–15:00" for each day, as the clock of whoever said so shows it. */
export function stretchWords(days: readonly DaySpans[], now: number): string[] {
  return days.map(({ day, spans }) => {
    const stretches = spans.map(({ starts, ends }) => `${starts}–${ends}`).join(", ");
    return `${shortDay(Date.parse(day), "UTC", now)} ${stretches}`;
  });
}

/**
 * "Tue 1 Dec, 14:00 Karachi · 09:00 London": the first zone is the reader's own. A zone in which it is
 * another day gets its own day; a zone given twice is said once.
 */
export function whenInZones(instant: Instant, zones: readonly string[], now: number): string {
  const [own = "UTC", ...others] = [...new Set(zones)];
  return [when(instant, own, now), ...others.map((zone) => timeBeside(instant, zone, own, now))].join(" · ");
}

/** "19:00 Karachi", or "Wed 2 Dec, 01:00 Auckland" when it is another day there than in `own`. */
export function timeBeside(instant: Instant, zone: string, own: string, now: number): string {
  if (dayKey(instant, zone) !== dayKey(instant, own)) return when(instant, zone, now);
  return `${clockTime(instant, zone)} ${zoneName(zone)}`;
}

/** "London, GMT+1" */
export function zoneWithOffset(instant: Instant, zone: string): string {
  const parts = format(zone, { timeZoneName: "short", hour: "2-digit" }).formatToParts(ms(instant));
  const offset = parts.find((one) => one.type === "timeZoneName")?.value ?? "";
  return zoneName(zone) === offset ? offset : `${zoneName(zone)}, ${offset}`;
}
