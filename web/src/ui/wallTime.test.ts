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

  it("comes back from every wall time around every change of clocks in a year, in every zone", () => {
    const minutes = 10;
    let seen = 0;
    for (const zone of Intl.supportedValuesOf("timeZone"))
      for (const change of changesIn(2027, zone)) {
        seen += 1;
        const instants = new Map<string, string[]>();
        for (let step = -36; step < 36; step += 1) {
          const instant = new Date(change + step * minutes * 60_000).toISOString().replace(".000Z", "Z");
          const wall = toWall(instant, zone);
          instants.set(wall, [...(instants.get(wall) ?? []), instant]);
        }
        for (const [wall, meant] of instants) {
          const read = toInstant(wall, zone);
          const found =
            read.tag === "instant" ? [read.instant] : read.tag === "overlap" ? [read.first, read.second] : [];
          expect([zone, wall, found]).toEqual([zone, wall, meant]);
        }
      }
    expect(seen).toBeGreaterThan(150);
  }, 60_000);

  it("finds where a day begins, a skipped midnight included", () => {
    expect(startOfDay("2026-12-01", "Asia/Karachi")).toBe("2026-11-30T19:00:00Z");
    expect(startOfDay("2026-04-24", "Africa/Cairo")).toBe("2026-04-23T22:00:00Z");
  });
});

/** The instants in milliseconds at which a zone's offset changes. */
function changesIn(year: number, zone: string): number[] {
  const week = 7 * 24 * 60 * 60_000;
  const found: number[] = [];
  const offset = (instant: number) => Date.parse(`${toWall(instant, zone)}Z`) - instant;
  for (let at = Date.UTC(year, 0); at < Date.UTC(year + 1, 0); at += week) {
    if (offset(at) === offset(at + week)) continue;
    let [low, high] = [at, at + week];
    while (high - low > 60_000) {
      const middle = Math.floor((low + high) / 2 / 60_000) * 60_000;
      [low, high] = offset(middle) === offset(at) ? [middle, high] : [low, middle];
    }
    found.push(high);
  }
  return found;
}
