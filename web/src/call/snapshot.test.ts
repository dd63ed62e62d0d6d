import fc from "fast-check";
import { expect, test } from "vitest";
import { reuse } from "./snapshot";

/** Many runs, perhaps on a busy machine. */
const PATIENT = { timeout: 60_000 };

test("what says the same is the same object, part by part", () => {
  const before = {
    phase: { tag: "waiting" },
    others: [{ peer: "a", media: { audio: true } }],
    self: { peer: "me" },
  };
  expect(reuse(before, structuredClone(before))).toBe(before);
  const after = reuse(before, { ...structuredClone(before), phase: { tag: "connecting" } });
  expect(after).toEqual({ ...before, phase: { tag: "connecting" } });
  expect(after.others).toBe(before.others);
  expect(after.self).toBe(before.self);
});

test("the answer always says what the new value says", PATIENT, () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      expect(reuse(before, after)).toEqual(after);
    }),
  );
});

test("objects of the browser are compared by identity", () => {
  class Stream {}
  const [one, two] = [new Stream(), new Stream()];
  const before = { video: one };
  expect(reuse(before, { video: one })).toBe(before);
  expect(reuse(before, { video: two }).video).toBe(two);
});
