import { describe, expect, it } from "vitest";
import { byTheMinute, clockFace, remaining } from "./countdown";

describe("remaining", () => {
  it("splits a span into its parts", () => {
    expect(remaining(((26 * 60 + 3) * 60 + 4) * 1000)).toEqual({ days: 1, hours: 2, minutes: 3, seconds: 4 });
  });
  it("is not over before it is over, and never below zero", () => {
    expect(remaining(1)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 1 });
    expect(remaining(-5)).toEqual({ days: 0, hours: 0, minutes: 0, seconds: 0 });
  });
});

describe("byTheMinute", () => {
  it("changes once a minute", () => {
    expect(byTheMinute(61_000)).toEqual(byTheMinute(120_000));
    expect(byTheMinute(60_000)).toEqual({ days: 0, hours: 0, minutes: 1, seconds: 0 });
  });
});

describe("clockFace", () => {
  it("shows hours only when there are some", () => {
    expect([clockFace(0), clockFace(724_900), clockFace(3_723_000)]).toEqual(["00:00", "12:04", "1:02:03"]);
  });
});
