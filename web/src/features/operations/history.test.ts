import { expect, test } from "vitest";
import type { Operations } from "../../api/operationsApi";
import {
  type History,
  latest,
  levels,
  more,
  moreInAll,
  quantile,
  quantileInAll,
  quantiles,
  rates,
  remember,
  startedAnew,
} from "./history";
import { concerns } from "./judgement";
import { minutes } from "./minutes";
import { spark } from "./spark";

const BEGAN = Date.parse("2026-12-01T09:00:00.000Z");
const CALM = {
  node: "one",
  processes: 1,
  version: "1",
  started_at: "2026-12-01T08:00:00.000Z",
  rooms: 0,
  sockets: 0,
  people: { waiting: 0, here: 0, joined: 0, away: 0 },
  frames: 0,
  relayed: 0,
  queue: { messages: 0, bytes: 0, most_messages: 0, most_bytes: 0 },
  joins: [
    { seconds: 0.1, count: 0 },
    { seconds: 1, count: 0 },
    { seconds: null, count: 0 },
  ],
  returns: { place: 0, older_socket: 0, room: 0, empty_room: 0, closed_door: 0 },
  closes: { "1011": 0, "1013": 0, "4429": 0 },
  departures: 0,
  calls: {
    routes: [],
    first_frames: [],
    repairs: { stalled: 0, lame: 0, round: 0, fresh: 0, again: 0 },
  },
  mails: { waiting: 0, failed: 0, oldest_seconds: 0 },
  database: { stores: true, connections: 1, connections_max: 20 },
  loop_lag_seconds: 0.001,
} as const;

/** So many seconds after the beginning. */
function said(seconds: number, change: Partial<Operations> = {}): Operations {
  const plain = structuredClone(CALM) as unknown as Operations;
  return { ...plain, server_time: new Date(BEGAN + seconds * 1000).toISOString(), ...change };
}

function told(...all: Operations[]): History {
  return all.reduce<History | null>(remember, null) as History;
}

test("what is older than 15 minutes is forgotten, and what came twice is one", () => {
  const history = told(said(0), said(5), said(5), said(890), said(905));
  expect(history.points.map(({ at }) => (at - BEGAN) / 1000)).toEqual([5, 890, 905]);
});

test("of several servers one is followed, until it is silent", () => {
  const both = told(said(0), said(5, { node: "two" }), said(10));
  expect([both.node, both.points.length, both.others]).toEqual(["one", 2, ["two"]]);
  const moved = remember(both, said(41, { node: "two" }));
  expect([moved.node, moved.points.length]).toEqual(["two", 1]);
});

test("a restart begins to count at zero, and is told", () => {
  const started_at = "2026-12-01T09:00:04.000Z";
  const history = told(said(0, { frames: 100 }), said(5, { frames: 30, started_at }));
  const [before, after] = history.points as [(typeof history.points)[0], (typeof history.points)[0]];
  expect(more(before, after, (one) => one.frames)).toBe(30);
  expect(startedAnew(history)).toBe(Date.parse(started_at));
  const again = "2026-12-01T09:00:08.000Z";
  expect(startedAnew(remember(history, said(10, { started_at: again })))).toBe(Date.parse(again));
  expect(startedAnew(told(said(0), said(5)))).toBeNull();
});

test("rates are of each second, and unknown over a gap", () => {
  const history = told(said(0), said(5, { frames: 50 }), said(60, { frames: 70 }), said(64, { frames: 78 }));
  expect(rates(history, (one) => one.frames).map(({ value }) => value)).toEqual([10, null, 2]);
  expect(moreInAll(history, (one) => one.frames)).toBe(78);
});

test("quantiles lie inside the bucket that holds them", () => {
  const buckets = (...counts: number[]) =>
    [0.1, 1, null].map((seconds, index) => ({ seconds, count: counts[index] ?? 0 }));
  expect(quantile(buckets(0, 0, 0), 0.95)).toBeNull();
  expect(quantile(buckets(10, 10, 10), 0.5)).toBeCloseTo(0.05);
  expect(quantile(buckets(0, 10, 10), 0.5)).toBeCloseTo(0.55);
  expect(quantile(buckets(0, 0, 10), 0.5)).toBe(1);
  const history = told(said(0, { joins: buckets(5, 5, 5) }), said(5, { joins: buckets(5, 6, 6) }));
  expect(quantileInAll(history, 0.5, (one) => one.joins)).toBeCloseTo(0.55);
  expect(quantiles(history, 0.5, (one) => one.joins).map(({ value }) => value)).toEqual([null, 0.55]);
});

test("a calm server needs nobody", () => {
  expect(concerns(told(said(0), said(5)))).toEqual([]);
});

test("OPS-26: each thing that needs somebody is said once, with its number", () => {
  const before = said(0);
  const now = said(5, {
    closes: { "1011": 1, "1013": 2, "4429": 3 },
    mails: { waiting: 9, failed: 4, oldest_seconds: 700 },
    database: { stores: false, connections: 18, connections_max: 20 },
    loop_lag_seconds: 0.3,
    joins: [
      { seconds: 0.1, count: 0 },
      { seconds: 5, count: 10 },
      { seconds: null, count: 10 },
    ],
  });
  expect(concerns(told(before, now)).map((one) => one.what)).toEqual([
    "full-disk",
    "connections",
    "late",
    "slow-joins",
    "failed",
    "slow-readers",
    "too-many",
    "mails-late",
    "mails-failed",
  ]);
});

test("what was dropped before the page looked is no concern, and neither is an outbox not asked for yet", () => {
  const closes = { "1011": 5, "1013": 5, "4429": 5 };
  expect(concerns(told(said(0, { closes }), said(5, { closes })))).toEqual([]);
  expect(concerns(told(said(0, { mails: null, started_at: said(-5).server_time })))).toEqual([]);
  expect(concerns(told(said(0, { mails: null })))).toEqual([{ what: "no-database" }]);
});

test("the table has the newest minute first, and counts nothing twice", () => {
  const people = { waiting: 0, here: 1, joined: 2, away: 0 };
  const closes = { "1011": 0, "1013": 2, "4429": 0 };
  const history = told(
    said(0),
    said(10, { people, frames: 20 }),
    said(20, { frames: 20 }),
    said(70, { closes }),
  );
  const found = minutes(history);
  expect(found.map(({ people, dropped }) => [people, dropped])).toEqual([
    [0, 2],
    [3, 0],
  ]);
  expect(found[0]?.at).toBe(latest(history).at);
  expect(minutes(told(said(0)))).toHaveLength(1);
});

test("a line breaks where nothing is known, and a point alone is a dot", () => {
  const sample = (seconds: number, value: number | null) => ({ at: BEGAN + seconds * 1000, value });
  const samples = [sample(0, 4), sample(5, 2), sample(10, null), sample(15, 4), sample(60, 0)];
  const { line, area, peak } = spark(samples, BEGAN + 60_000, 1);
  expect(peak).toBe(4);
  expect(line.match(/M/g)).toHaveLength(3);
  expect(area.match(/Z/g)).toHaveLength(1);
  expect(line.endsWith("M300,54L300,54")).toBe(true);
  expect(spark([], BEGAN, 1)).toEqual({ line: "", area: "", peak: null });
});

test("levels are those of each moment", () => {
  expect(
    levels(told(said(0), said(5, { sockets: 3 })), (one) => one.sockets).map(({ value }) => value),
  ).toEqual([0, 3]);
});
