import { expect, it } from "vitest";
import { minutesOf } from "./minutes";

it("[INT-54] takes minutes, hours and days, both ways, up to two weeks", () => {
  expect(minutesOf(" 30 ", "minutes", false)).toBe(30);
  expect(minutesOf("2", "hours", true)).toBe(-120);
  expect(minutesOf("14", "days", false)).toBe(20_160);
});

it("[INT-54] takes nothing else", () => {
  for (const typed of ["", "0", "1.5", "-3", "many", "15000000"])
    expect(minutesOf(typed, "minutes", false)).toBe(null);
  expect(minutesOf("15", "days", false)).toBe(null);
  expect(minutesOf("1", "weeks", false)).toBe(null);
});
