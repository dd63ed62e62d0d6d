import { beforeEach, expect, test } from "vitest";
import { Repair } from "./repair";
import { FakeTimers } from "./testing/fakeTimers";

let timers: FakeTimers;
let restarts: number[];
let repair: Repair;

beforeEach(() => {
  timers = new FakeTimers(0);
  restarts = [];
  repair = new Repair(timers, 2_000, () => restarts.push(timers.now()));
});

test("packets that come back by themselves need no restart", () => {
  repair.observe("disconnected");
  timers.advance(1_999);
  repair.observe("connected");
  timers.advance(60_000);
  expect(restarts).toEqual([]);
});

test("restarts again and again, ever more slowly, until it is up", () => {
  repair.observe("disconnected");
  timers.advance(10_000);
  repair.observe("connecting");
  repair.observe("failed");
  timers.advance(50_000);
  expect(restarts).toEqual([2_000, 6_000, 14_000, 30_000, 46_000]);
  repair.observe("connected");
  timers.advance(60_000);
  expect(restarts.length).toBe(5);
});

test("a failure is acted on sooner", () => {
  repair.observe("failed");
  timers.advance(500);
  expect(restarts).toEqual([500]);
});
