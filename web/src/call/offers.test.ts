import fc from "fast-check";
import { expect, test } from "vitest";
import { offers, type Party } from "./offers";

const party: fc.Arbitrary<Party> = fc.record({
  peer: fc.string({ minLength: 16, maxLength: 22 }),
  role: fc.constantFrom("admin", "interviewer", "student"),
});

test("[SIG-51] of two pages exactly one offers first", () => {
  fc.assert(
    fc.property(party, party, (a, b) => {
      fc.pre(a.peer !== b.peer);
      expect(offers(a, b)).toBe(!offers(b, a));
    }),
  );
});

test("[SIG-51] a student leaves the first offer to the office; among others the smaller peer id offers", () => {
  expect(offers({ peer: "a", role: "student" }, { peer: "b", role: "admin" })).toBe(false);
  expect(offers({ peer: "z", role: "interviewer" }, { peer: "b", role: "student" })).toBe(true);
  expect(offers({ peer: "a", role: "admin" }, { peer: "b", role: "interviewer" })).toBe(true);
});
