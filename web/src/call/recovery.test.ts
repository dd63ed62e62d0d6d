import { expect, test } from "vitest";
import {
  isFailing,
  type Recovery,
  type RecoveryEffect,
  type RecoveryEvent,
  recover,
  STEADY,
} from "./recovery";

function play(offers: boolean, ...events: RecoveryEvent[]): { state: Recovery; effects: RecoveryEffect[] } {
  let state = STEADY;
  const effects: RecoveryEffect[] = [];
  for (const event of events) {
    const step = recover(state, event, offers);
    state = step.state;
    effects.push(...step.effects);
  }
  return { state, effects };
}

const STALLED: RecoveryEvent = { type: "stalled", now: 0 };
const FIRST: RecoveryEffect[] = [
  { do: "renewSocket" },
  { do: "restartIce" },
  { do: "begin", relayOnly: false },
  { do: "wait", ms: 4_000, round: 1 },
];

test("[SIG-57] a stall: the page that offers restarts ICE and begins afresh at once, the other one asks", () => {
  expect(play(true, STALLED)).toEqual({ state: { tag: "searching", round: 1, since: 0 }, effects: FIRST });
  expect(play(false, STALLED).effects).toEqual([
    { do: "renewSocket" },
    { do: "ask" },
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
  expect(play(true, STALLED, { type: "asked", now: 10 }, { ...STALLED, now: 20 }).effects).toEqual(FIRST);
});

test("[SIG-58] rounds come ever more slowly; from the third on people are told, and relays alone have their turn", () => {
  const due = (round: number, now: number): RecoveryEvent => ({ type: "due", round, answered: true, now });
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
  expect(recover(state, due(1, 60_000), true)).toEqual({ state, effects: [] });
});

test("[SIG-58] what the other page has not heard of is not replaced, except as soon as it can hear again", () => {
  const unheard: RecoveryEvent = { type: "due", round: 1, answered: false, now: 4_000 };
  expect(play(true, STALLED, unheard).effects.slice(FIRST.length)).toEqual([
    { do: "renewSocket" },
    { do: "wait", ms: 6_000, round: 2 },
  ]);
  const reachable: RecoveryEvent = { type: "reachable", now: 4_900 };
  expect(play(true, STALLED, unheard, reachable).effects.length).toBe(FIRST.length + 2);
  const later: RecoveryEvent = { type: "reachable", now: 5_000 };
  expect(play(true, STALLED, unheard, later).effects.slice(FIRST.length + 2)).toEqual([
    { do: "renewSocket" },
    { do: "restartIce" },
    { do: "begin", relayOnly: true },
    { do: "wait", ms: 10_000, round: 3 },
  ]);
});

test("with nothing wrong, nothing happens", () => {
  const idle: RecoveryEvent[] = [
    { type: "reachable", now: 0 },
    { type: "carries", which: "present" },
    { type: "decided" },
  ];
  expect(play(true, ...idle)).toEqual({ state: STEADY, effects: [] });
});
