import type { Bucket, Operations } from "../../api/operationsApi";

/** What one server said in the last minutes, oldest first; never empty. */
export type History = {
  readonly node: string;
  readonly points: readonly Point[];
  /** Names of other servers that answered meanwhile. */
  readonly others: readonly string[];
};

/** `at`: milliseconds on the server's clock. */
export type Point = { readonly at: number; readonly said: Operations };

export const WINDOW_MS = 15 * 60_000;
/** Longer than that nobody asked, and what lies between is not drawn. */
export const GAP_MS = 20_000;
/** With several servers behind one address the page follows one of them, until it has been silent for so long. */
const SILENT_MS = 30_000;

/** A server that restarted counts anew: what it said before stays as it was, for `more` to tell. */
export function remember(history: History | null, said: Operations): History {
  const at = Date.parse(said.server_time);
  if (history && said.node !== history.node && at - latest(history).at < SILENT_MS) {
    return { ...history, others: [...new Set([...history.others, said.node])] };
  }
  const before = history?.node === said.node ? history : null;
  const kept = (before?.points ?? []).filter((point) => point.at < at && point.at >= at - WINDOW_MS);
  return { node: said.node, points: [...kept, { at, said }], others: before?.others ?? [] };
}

export function latest(history: History): Point {
  return history.points[history.points.length - 1] as Point;
}

/** By how much a counter grew between two points; after a restart, all that it counted since. */
export function more(before: Point, after: Point, count: (said: Operations) => number): number {
  const restarted = before.said.started_at !== after.said.started_at;
  return Math.max(0, count(after.said) - (restarted ? 0 : count(before.said)));
}

/** Over all that is remembered. */
export function moreInAll(history: History, count: (said: Operations) => number): number {
  return pairs(history.points).reduce((sum, [before, after]) => sum + more(before, after, count), 0);
}

/** When a server that was heard before last began anew; null: it did not. */
export function startedAnew({ points }: History): number | null {
  const began = pairs(points).findLast(([before, after]) => before.said.started_at !== after.said.started_at);
  return began ? Date.parse(began[1].said.started_at) : null;
}

export type Sample = { readonly at: number; readonly value: number | null };

export function levels(history: History, level: (said: Operations) => number | null): Sample[] {
  return history.points.map(({ at, said }) => ({ at, value: level(said) }));
}

/** Of each second between two points. */
export function rates(history: History, count: (said: Operations) => number): Sample[] {
  return pairs(history.points).map(([before, after]) => ({
    at: after.at,
    value:
      after.at - before.at > GAP_MS ? null : (more(before, after, count) / (after.at - before.at)) * 1000,
  }));
}

export const MINUTE_MS = 60_000;

/** Of what happened in the minute before each point; null where nothing did. */
export function quantiles(history: History, q: number, buckets: (said: Operations) => Bucket[]): Sample[] {
  const { points } = history;
  let first = 0;
  return points.map((point) => {
    while ((points[first] as Point).at < point.at - MINUTE_MS) {
      first += 1;
    }
    return { at: point.at, value: quantile(grown(points[first] as Point, point, buckets), q) };
  });
}

/** Of what happened in all that is remembered. */
export function quantileInAll(history: History, q: number, buckets: (said: Operations) => Bucket[]) {
  return quantile(grown(history.points[0] as Point, latest(history), buckets), q);
}

function grown(before: Point, after: Point, buckets: (said: Operations) => Bucket[]): Bucket[] {
  return buckets(after.said).map(({ seconds }, index) => ({
    seconds,
    count: more(before, after, (said) => buckets(said)[index]?.count ?? 0),
  }));
}

/** Seconds that the share `q` of all stayed below, as fine as the buckets are; null: there was nothing. */
export function quantile(buckets: readonly Bucket[], q: number): number | null {
  const all = buckets.at(-1)?.count ?? 0;
  if (all === 0) {
    return null;
  }
  const rank = q * all;
  const index = buckets.findIndex(({ count }) => count >= rank);
  const upper = buckets[index]?.seconds ?? null;
  const [low, below] =
    index > 0 ? [buckets[index - 1]?.seconds ?? 0, buckets[index - 1]?.count ?? 0] : [0, 0];
  const inside = (buckets[index]?.count ?? 0) - below;
  return upper === null || inside === 0 ? low : low + (upper - low) * ((rank - below) / inside);
}

function pairs(points: readonly Point[]): (readonly [Point, Point])[] {
  return points.slice(1).map((after, index) => [points[index] as Point, after] as const);
}
