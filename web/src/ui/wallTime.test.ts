import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { startOfDay, toInstant, toWall } from "./wallTime";

describe("wall time to instant", () => {
  it("reads the wall clock of the chosen zone", () => {
    expect(toInstant("2026-12-01T14:00", "Asia/Karachi")).toEqual({
      tag: "instant",
      instant: "2026-12-01T09:00:00Z",
    });
    expect(toInstant("2026-07-01T14:00", "Europe/London")).toEqual({
      tag: "instant",
      instant: "2026-07-01T13:00:00Z",
    });
  });

  it("refuses what is no time", () => {
    for (const wall of ["", "2026-12-01", "2026-02-30T10:00", "2026-12-01T25:00", "soon"])
      expect(toInstant(wall, "UTC")).toEqual({ tag: "invalid" });
  });

  it("names the times around a gap", () => {
    expect(toInstant("2027-03-28T01:30", "Europe/London")).toEqual({
      tag: "gap",
      before: "2027-03-28T00:59",
      after: "2027-03-28T02:00",
    });
  });

  it("names both instants of an overlap, the earlier first", () => {
    expect(toInstant("2026-10-25T01:30", "Europe/London")).toEqual({
      tag: "overlap",
      first: "2026-10-25T00:30:00Z",
      second: "2026-10-25T01:30:00Z",
    });
  });

  it("knows half-hour changes and changes at midnight", () => {
    expect(toInstant("2026-10-04T02:15", "Australia/Lord_Howe")).toEqual({
      tag: "gap",
      before: "2026-10-04T01:59",
      after: "2026-10-04T02:30",
    });
    expect(toInstant("2026-04-24T00:30", "Africa/Cairo").tag).toBe("gap");
  });

  it("comes back to the same instant in every zone, whatever the season", () => {
    const zones = Intl.supportedValuesOf("timeZone");
    const minutes = fc.integer({ min: Date.UTC(2024, 0) / 60_000, max: Date.UTC(2032, 0) / 60_000 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), minutes, (zone, minute) => {
        const instant = new Date(minute * 60_000).toISOString().replace(".000Z", "Z");
        const read = toInstant(toWall(instant, zone), zone);
        const meant =
          read.tag === "instant" ? [read.instant] : read.tag === "overlap" ? [read.first, read.second] : [];
        expect(meant).toContain(instant);
      }),
      { numRuns: 400 },
    );
  });

  it("finds where a day begins, a skipped midnight included", () => {
    expect(startOfDay("2026-12-01", "Asia/Karachi")).toBe("2026-11-30T19:00:00Z");
    expect(startOfDay("2026-04-24", "Africa/Cairo")).toBe("2026-04-23T22:00:00Z");
  });
});
