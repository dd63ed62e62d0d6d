import { expect, test } from "vitest";
import { Hearing } from "./hearing";

test("five seconds without a voice are silence, until there is one", () => {
  const hearing = new Hearing();
  expect(hearing.listen("mic", 0, 1_000)).toBe("listening");
  expect(hearing.listen("mic", 0.19, 5_999)).toBe("listening");
  expect(hearing.listen("mic", 0.19, 6_000)).toBe("silent");
  expect(hearing.listen("mic", 0.2, 6_100)).toBe("heard");
  expect(hearing.listen("mic", 0, 99_000)).toBe("heard");
});

test("another microphone is listened to anew", () => {
  const hearing = new Hearing();
  expect(hearing.listen("mic", 0.5, 0)).toBe("heard");
  expect(hearing.listen("other", 0, 60_000)).toBe("listening");
  expect(hearing.listen("other", 0, 65_000)).toBe("silent");
});
