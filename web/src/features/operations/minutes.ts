import type { Operations } from "../../api/operationsApi";
import { type History, latest, MINUTE_MS, type Point, quantileInAll, rates } from "./history";
import { dropped } from "./judgement";

/** One minute of the table that says what the charts show; null: nobody looked, or nothing happened. */
export type Minute = {
  /** Its end, in milliseconds on the server's clock. */
  readonly at: number;
  readonly people: number;
  readonly messages: number | null;
  readonly joinSeconds: number | null;
  readonly queue: number;
  readonly lagSeconds: number;
  readonly mails: number | null;
  readonly dropped: number;
};

export function peopleIn({ people }: Operations): number {
  return people.waiting + people.here + people.joined + people.away;
}

/** The newest first; of each its most, and of messages a second its mean. */
export function minutes(history: History): Minute[] {
  const { at: now } = latest(history);
  const byAge = new Map<number, Point[]>();
  for (const point of history.points) {
    const age = Math.floor((now - point.at) / MINUTE_MS);
    byAge.set(age, [...(byAge.get(age) ?? []), point]);
  }
  return [...byAge]
    .map(([age, points]) => {
      // Counters need the point before the minute began.
      const before = history.points[history.points.indexOf(points[0] as Point) - 1];
      const counted = { ...history, points: before ? [before, ...points] : points };
      return ofMinute(now - age * MINUTE_MS, points, counted);
    })
    .reverse();
}

function ofMinute(at: number, points: readonly Point[], counted: History): Minute {
  const inside = points.map(({ said }) => said);
  const sent = rates(counted, (said) => said.frames).flatMap(({ value }) => (value === null ? [] : [value]));
  const mails = inside.flatMap((said) => (said.mails ? [said.mails.waiting] : []));
  return {
    at,
    people: Math.max(...inside.map(peopleIn)),
    messages: sent.length > 0 ? sent.reduce((sum, value) => sum + value, 0) / sent.length : null,
    joinSeconds: quantileInAll(counted, 0.95, (said) => said.joins),
    queue: Math.max(...inside.map((said) => said.queue.most_messages)),
    lagSeconds: Math.max(...inside.map((said) => said.loop_lag_seconds)),
    mails: mails.length > 0 ? Math.max(...mails) : null,
    dropped: dropped(counted),
  };
}
