import { expect, test } from "vitest";
import {
  isFailing,
  type Recovery,
  type RecoveryEffect,
  type RecoveryEvent,
  recover,
  STEADY,
} from "./recovery";

type Timed = RecoveryEvent & { readonly now?: number };

function play(offers: boolean, ...events: Timed[]): { state: Recovery; effects: RecoveryEffect[] } {
  let state = STEADY;
  const effects: RecoveryEffect[] = [];
  for (const event of events) {
    const step = recover(state, event, event.now ?? 0, offers);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

const STALLED: Timed = { type: "stalled", now: 0 };
const FIRST: RecoveryEffect[] = [
  { do: "renewSocket" },
  { do: "restartIce" },
  { do: "begin", relayOnly: false },
  { do: "wait", ms: 4_000, round: 1 },
];

test("[SIG-57] a stall: the page that offers restarts ICE and begins afresh at once, the other one asks", () => {
  expect(play(true, STALLED)).toEqual({
    state: { tag: "searching", round: 1, since: 0, lame: false },
    effects: FIRST,
  });
  expect(play(false, STALLED).effects).toEqual([
    { do: "renewSocket" },
    { do: "ask", lame: false },
    { do: "wait", ms: 4_000, round: 1 },
  ]);
});

test.each(["present", "fresh"] as const)("[SIG-57] the first that carries stays: the %s one", (which) => {
  expect(play(true, STALLED, { type: "carries", which })).toEqual({
    state: STEADY,
    effects: [...FIRST, { do: "use", which }],
  });
});

test("[SIG-57] the page that does not offer waits for the decision, unless its own connection is back", () => {
  expect(play(false, STALLED, { type: "carries", which: "fresh" }).state.tag).toBe("searching");
  expect(play(false, STALLED, { type: "carries", which: "present" }).state).toBe(STEADY);
  expect(play(false, STALLED, { type: "decided" }).state).toBe(STEADY);
});

test("several alarms are one search", () => {
  expect(
    play(true, STALLED, { type: "asked", lame: false, now: 10 }, { ...STALLED, now: 20 }).effects,
  ).toEqual(FIRST);
});

test("[SIG-58] rounds come ever more slowly; from the third on people are told, and relays alone have their turn", () => {
  const due = (round: number, now: number): Timed => ({ type: "due", round, answered: true, now });
  const events = [STALLED, due(1, 4_000), due(2, 10_000), due(3, 20_000), due(4, 36_000), due(5, 52_000)];
  const { effects, state } = play(true, ...events);
  expect(effects.filter((effect) => effect.do === "wait").map(({ ms }) => ms)).toEqual([
    4_000, 6_000, 10_000, 16_000, 16_000, 16_000,
  ]);
  expect(effects.filter((effect) => effect.do === "begin").map(({ relayOnly }) => relayOnly)).toEqual([
    false,
    false,
    true,
    false,
    true,
    false,
  ]);
  expect(isFailing(state)).toBe(true);
  expect([1, 2, 3].map((n) => isFailing(play(true, ...events.slice(0, n)).state))).toEqual([
    false,
    false,
    true,
  ]);
  expect(recover(state, due(1, 60_000), 60_000, true)).toEqual({ state, effects: [] });
});

test("[SIG-58] what the other page has not heard of is not replaced, except as soon as it can hear again", () => {
  const unheard: Timed = { type: "due", round: 1, answered: false, now: 4_000 };
  expect(play(true, STALLED, unheard).effects.slice(FIRST.length)).toEqual([
    { do: "renewSocket" },
    { do: "wait", ms: 6_000, round: 2 },
  ]);
  const reachable: Timed = { type: "reachable", now: 4_900 };
  expect(play(true, STALLED, unheard, reachable).effects.length).toBe(FIRST.length + 2);
  const later: Timed = { type: "reachable", now: 5_000 };
  expect(play(true, STALLED, unheard, later).effects.slice(FIRST.length + 2)).toEqual([
    { do: "renewSocket" },
    { do: "restartIce" },
    { do: "begin", relayOnly: true },
    { do: "wait", ms: 10_000, round: 3 },
  ]);
});

test("[SIG-60] half a call: what still carries does not count, only another connection; and that is given up in the end", () => {
  const lame: Timed = { type: "lame", now: 0 };
  const searching: Recovery = { tag: "searching", round: 1, since: 0, lame: true };
  expect(play(true, lame)).toEqual({ state: searching, effects: FIRST });
  expect(play(true, lame, { type: "carries", which: "present" }).state).toEqual(searching);
  expect(play(true, lame, { type: "carries", which: "fresh" }).state).toBe(STEADY);
  expect(play(false, lame).effects[1]).toEqual({ do: "ask", lame: true });
  expect(isFailing(searching)).toBe(false);
  const rounds: Timed[] = [1, 2].map((round) => ({ type: "due", round, answered: true, now: round }));
  const { state, effects } = play(true, lame, ...rounds);
  expect([state, effects.at(-1)]).toEqual([STEADY, { do: "use", which: "present" }]);
  expect(play(false, lame, ...rounds).state).toBe(STEADY);
  // A path that dies meanwhile is a search of its own.
  expect(play(true, lame, { ...STALLED, now: 5 }).state).toEqual({ ...searching, since: 5, lame: false });
});

test("with nothing wrong, nothing happens", () => {
  const idle: Timed[] = [
    { type: "reachable", now: 0 },
    { type: "carries", which: "present" },
    { type: "decided" },
  ];
  expect(play(true, ...idle)).toEqual({ state: STEADY, effects: [] });
});
