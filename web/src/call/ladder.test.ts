import fc from "fast-check";
import { expect, test } from "vitest";
import { climb, type Ladder, limitsOn, NO_LIMITS, newLadder, SOUND_ALONE, soundAlone } from "./ladder";

type Second = { readonly available: number | null; readonly lossReported: number };

const FINE: Second = { available: 2_000_000, lossReported: 0 };

function after(seconds: number, flow: Second, from: Ladder = newLadder(), top = 0): Ladder {
  let ladder = from;
  for (let second = 0; second < seconds; second += 1) {
    ladder = climb(ladder, flow, top);
  }
  return ladder;
}

test("[SIG-61] with room enough the camera sends all it has", () => {
  expect(limitsOn(after(60, FINE))).toEqual(NO_LIMITS);
});

test("[SIG-61] the guess that connections begin with takes nothing away", () => {
  expect(after(4, { ...FINE, available: 100_000 }).rung).toBe(0);
});

test.each([
  [500_000, 1],
  [250_000, 2],
  [150_000, 3],
  [64_000, SOUND_ALONE],
])("[SIG-61] a network that takes %i bit/s: rung %i", (available, rung) => {
  expect(after(12, { available, lossReported: 0 }).rung).toBe(rung);
});

test("[SIG-61] sound alone is sent thinner, too", () => {
  expect(limitsOn({ rung: SOUND_ALONE })).toEqual({ camera: null, soundBitrate: 16_000 });
});

test("[SIG-61] heavy loss steps down one at a time, whatever the browser believes", () => {
  const lossy: Second = { ...FINE, lossReported: 0.3 };
  expect([8, 10, 12].map((seconds) => after(seconds, lossy).rung)).toEqual([1, 2, 3]);
});

test("[SIG-61] a flooded line leads to sound alone in one step; so soon after a try it makes the next one rarer", () => {
  const fell = soundAlone(after(20, FINE));
  expect(fell.rung).toBe(SOUND_ALONE);
  expect(soundAlone(fell)).toBe(fell);
  const tried = after(fell.tryAfter, { available: 60_000, lossReported: 0 }, fell);
  expect(tried.rung).toBe(SOUND_ALONE - 1);
  expect(soundAlone(tried).tryAfter).toBe(2 * fell.tryAfter);
});

test("[SIG-61] one bad second is nothing", () => {
  const once = climb(after(20, FINE), { available: 50_000, lossReported: 0.5 }, 0);
  expect(after(30, FINE, once).rung).toBe(0);
});

test("[SIG-61] it comes back by itself, a rung at a time", () => {
  const low = after(20, { available: 150_000, lossReported: 0 });
  expect(low.rung).toBe(3);
  expect(after(60, FINE, low).rung).toBe(0);
  expect(after(7, FINE, low).rung).toBe(3);
});

test("[SIG-61] from sound alone a picture is tried now and then; each try that fails makes the next one rarer", () => {
  const starved: Second = { available: 60_000, lossReported: 0 };
  let ladder = after(20, starved);
  const tries: number[] = [];
  for (let second = 0; second < 400; second += 1) {
    const next = climb(ladder, starved, 0);
    if (next.rung < ladder.rung) {
      tries.push(second);
    }
    ladder = next;
  }
  const gaps = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
  expect(tries.length).toBeGreaterThanOrEqual(3);
  expect(gaps.slice(0, 3).every((gap, index) => index === 0 || gap > (gaps[index - 1] ?? 0))).toBe(true);
});

test("with more people the best rung is lower, and is left again when they go", () => {
  const many = after(1, FINE, newLadder(), 2);
  expect(many.rung).toBe(2);
  expect(after(30, FINE, many).rung).toBe(0);
});

test("a browser that does not say what the network takes is believed to have room", () => {
  expect(after(60, { available: null, lossReported: 0 }).rung).toBe(0);
});

test("[SIG-61] whatever the network does, it stays on the ladder and ends whole once there is room", () => {
  const second = fc.record<Second>({
    available: fc.option(fc.nat(3_000_000)),
    lossReported: fc.double({ min: 0, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(second, { maxLength: 200 }), (seconds) => {
      let ladder = newLadder();
      for (const flow of seconds) {
        ladder = climb(ladder, flow, 0);
        expect(ladder.rung).toBeGreaterThanOrEqual(0);
        expect(ladder.rung).toBeLessThanOrEqual(SOUND_ALONE);
      }
      expect(after(200, FINE, ladder).rung).toBe(0);
    }),
  );
});
