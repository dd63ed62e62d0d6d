import { dayKey } from "../../ui/datetime";

export type Day<T> = { key: string; interviews: T[] };

/** Groups by the day in `zone`, keeping the order that came in. */
export function byDay<T extends { interview_time: string }>(
  interviews: readonly T[],
  zone: string,
): Day<T>[] {
  const days: Day<T>[] = [];
  for (const interview of interviews) {
    const key = dayKey(interview.interview_time, zone);
    const last = days.at(-1);
    if (last?.key === key) last.interviews.push(interview);
    else days.push({ key, interviews: [interview] });
  }
  return days;
}
