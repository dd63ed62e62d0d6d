import { dayKey } from "../../ui/datetime";

/** How far off an interview is, as people say it. `days` counts midnights, so a short day is a day too. */
export type Headline =
  | { tag: "now" }
  | { tag: "today" }
  | { tag: "tomorrow" }
  | { tag: "ahead"; days: number }
  | { tag: "past" };

/** Times in ms; `zone` is the student's, whose midnights count. */
export function headline(start: number, end: number, now: number, zone: string): Headline {
  if (now >= start && now < end) return { tag: "now" };
  const days = dayNumber(start, zone) - dayNumber(now, zone);
  if (days === 0) return { tag: "today" };
  if (days < 0) return { tag: "past" };
  return days === 1 ? { tag: "tomorrow" } : { tag: "ahead", days };
}

function dayNumber(instant: number, zone: string): number {
  return Date.parse(`${dayKey(instant, zone)}T00:00:00Z`) / 86_400_000;
}
