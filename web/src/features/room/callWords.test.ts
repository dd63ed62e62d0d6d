import { expect, test } from "vitest";
import { CALL_WORDS, spoken } from "./callWords";

test("[SIG-90] 256 short words, all different, in letters alone", () => {
  expect(new Set(CALL_WORDS).size).toBe(256);
  expect(CALL_WORDS.filter((word) => !/^[a-z]{3,10}$/.test(word))).toEqual([]);
});

test("[SIG-90] four words and three digits", () => {
  expect(spoken([0, 255, 1, 254, 7])).toBe(
    [CALL_WORDS[0], CALL_WORDS[255], CALL_WORDS[1], CALL_WORDS[254], "007"].join(" · "),
  );
});
