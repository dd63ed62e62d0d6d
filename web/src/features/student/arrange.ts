/** What the student dashboard shows where. Pure: the server's clock comes in. */

export type Bookable = {
  status: "scheduled" | "completed" | "cancelled" | "no_show";
  interview_time: string;
  duration_minutes: number;
  closes_at: string;
};

export type Arrangement<T> = {
  /** The one thing to do: the interview that runs or comes next. */
  next: T | null;
  later: T[];
  /** Cancelled ones whose time has not passed: somebody could still turn up for them. */
  calledOff: T[];
  /** Newest first; may hold a scheduled one whose room is still open. */
  past: T[];
};

export function endOf(interview: Bookable): number {
  return Date.parse(interview.interview_time) + interview.duration_minutes * 60_000;
}

export function arrange<T extends Bookable>(interviews: readonly T[], now: number): Arrangement<T> {
  const ascending = [...interviews].sort(byTime);
  const scheduled = ascending.filter((one) => one.status === "scheduled");
  const ahead = scheduled.filter((one) => endOf(one) > now);
  // Running late is common: with nothing ahead, a room that is still open is the thing to do.
  const stillOpen = scheduled.filter((one) => endOf(one) <= now && Date.parse(one.closes_at) >= now);
  const next = ahead[0] ?? stillOpen.at(-1) ?? null;
  const calledOff = ascending.filter((one) => one.status === "cancelled" && endOf(one) > now);
  const shown = new Set<T>([...ahead, ...calledOff, ...(next ? [next] : [])]);
  return {
    next,
    later: ahead.slice(1),
    calledOff,
    past: ascending.filter((one) => !shown.has(one)).reverse(),
  };
}

function byTime(a: Bookable, b: Bookable): number {
  return Date.parse(a.interview_time) - Date.parse(b.interview_time);
}

export type DayPart = "morning" | "afternoon" | "evening";

/** `zone` is the student's own IANA zone: nobody wants "Good morning" at night. */
export function dayPart(now: number, zone: string): DayPart {
  const format = new Intl.DateTimeFormat("en-GB", { hour: "numeric", hourCycle: "h23", timeZone: zone });
  const hour = Number(format.format(now));
  if (hour >= 5 && hour < 12) return "morning";
  return hour >= 12 && hour < 18 ? "afternoon" : "evening";
}
