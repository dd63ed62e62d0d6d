import { expect, test } from "vitest";
import { closeVerdict, retryAfterMs } from "./closeCodes";

test.each([
  [4400, { tag: "refused", code: 4400 }],
  [1007, { tag: "refused", code: 4400 }],
  [1009, { tag: "refused", code: 4400 }],
  [4401, { tag: "signedOut" }],
  [4403, { tag: "refused", code: 4403 }],
  [4406, { tag: "newPeer" }],
  [4408, { tag: "reconnect" }],
  [4409, { tag: "moved" }],
  [4410, { tag: "refused", code: 4410 }],
  [4423, { tag: "refused", code: 4423 }],
  [4425, { tag: "refused", code: 4425 }],
  [4429, { tag: "backOff" }],
  [1000, { tag: "reconnect" }],
  [1001, { tag: "reconnect" }],
  [1006, { tag: "reconnect" }],
  [1011, { tag: "reconnect" }],
  [1012, { tag: "reconnect" }],
  [1013, { tag: "reconnect" }],
  [4999, { tag: "reconnect" }],
])("close code %i", (code, verdict) => {
  expect(closeVerdict(code)).toEqual(verdict);
});

test.each([
  [1013, "retry after 7", 7_000],
  [1013, "retry after 60", 60_000],
  [1013, "you read too slowly, come back", null],
  [1013, "retry after 0", null],
  [1013, "retry after 600", null],
  [1013, "", null],
  [1012, "retry after 7", null],
])("[SIG-112] close code %i with the reason %j is a hint of %j ms", (code, reason, hint) => {
  expect(retryAfterMs(code, reason)).toBe(hint);
});
