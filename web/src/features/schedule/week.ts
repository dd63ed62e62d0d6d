import type { Placement } from "../../api/scheduleApi";
import { dayKey } from "../../ui/datetime";

/** A placement that has a place. */
export type Placed = Placement & { admin: NonNullable<Placement["admin"]>; interview_time: string };

export const isPlaced = (one: Placement): one is Placed => one.admin !== null && one.interview_time !== null;

/** The Monday of the week of `day`, both as "2026-12-01". */
export function monday(day: string): string {
  const date = new Date(`${day}T00:00Z`);
  return plusDays(day, -((date.getUTCDay() + 6) % 7));
}

export function plusDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Mondays of all weeks in which somebody is interviewed, in order. */
export function weeksOf(placements: readonly Placed[], zone: string): string[] {
  return [...new Set(placements.map((one) => monday(dayKey(one.interview_time, zone))))].sort();
}

export type Row = { id: string; name: string; days: Placed[][] };

/** A row for each interviewer, by name, with seven days from `first` on; within a day by time. Who meets a panel is in
 * the rows of both. */
export function rowsOf(placements: readonly Placed[], first: string, zone: string): Row[] {
  const rows = new Map<string, Row>();
  const days = Array.from({ length: 7 }, (_, number) => plusDays(first, number));
  const inOrder = [...placements].sort((a, b) => a.interview_time.localeCompare(b.interview_time));
  for (const one of inOrder) {
    const column = days.indexOf(dayKey(one.interview_time, zone));
    if (column < 0) continue;
    for (const { id, name } of one.second ? [one.admin, one.second] : [one.admin]) {
      const row = rows.get(id) ?? { id, name, days: days.map(() => []) };
      row.days[column]?.push(one);
      rows.set(id, row);
    }
  }
  return [...rows.values()].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}
