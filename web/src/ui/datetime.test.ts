import { describe, expect, it } from "vitest";
import {
  dayKey,
  longDay,
  stretchWords,
  timeBeside,
  when,
  whenInZones,
  zoneName,
  zoneWithOffset,
} from "./datetime";

const START = "2026-12-01T09:00:00Z";
const NOW = Date.parse("2026-11-22T10:00:00Z");

describe("the date formatter", () => {
  it("says weekday, day, time and place", () => {
    expect(when(START, "Asia/Karachi", NOW)).toBe("Tue 1 Dec, 14:00 Karachi");
  });

  it("puts the reader's zone first and the others beside it", () => {
    expect(whenInZones(START, ["Asia/Karachi", "Europe/London"], NOW)).toBe(
      "Tue 1 Dec, 14:00 Karachi · 09:00 London",
    );
  });

  it("says the day again where it is another day", () => {
    expect(whenInZones(START, ["Europe/London", "Pacific/Honolulu"], NOW)).toBe(
      "Tue 1 Dec, 09:00 London · Mon 30 Nov, 23:00 Honolulu",
    );
  });

  it("says the stretches of each day", () => {
    const morning = { starts: "09:00", ends: "12:00" };
    const evening = { starts: "20:00", ends: "24:00" };
    expect(
      stretchWords(
        [
          { day: "2026-12-08", spans: [morning, evening] },
          { day: "2027-01-04", spans: [morning] },
        ],
        NOW,
      ),
    ).toEqual(["Tue 8 Dec 09:00–12:00, 20:00–24:00", "Mon 4 Jan 2027 09:00–12:00"]);
  });

  it("says a zone once", () => {
    expect(whenInZones(START, ["UTC", "UTC"], NOW)).toBe("Tue 1 Dec, 09:00 UTC");
  });

  it("adds the year only when it is another year", () => {
    expect(longDay("2027-01-04T09:00:00Z", "Europe/London", NOW)).toBe("Monday 4 January 2027");
    expect(longDay(START, "Europe/London", NOW)).toBe("Tuesday 1 December");
  });

  it("follows daylight saving", () => {
    expect(zoneWithOffset("2026-07-01T09:00:00Z", "Europe/London")).toBe("London, BST");
    expect(zoneWithOffset(START, "Asia/Karachi")).toBe("Karachi, GMT+5");
    expect(zoneWithOffset(START, "UTC")).toBe("UTC");
  });

  it("shows midnight as 00:00 of the new day", () => {
    expect(when("2026-12-01T19:00:00Z", "Asia/Karachi", NOW)).toBe("Wed 2 Dec, 00:00 Karachi");
  });

  it("groups by the day there", () => {
    expect(dayKey("2026-12-01T23:30:00Z", "Asia/Karachi")).toBe("2026-12-02");
  });

  it("falls back to UTC, and says so, for a zone this browser does not know", () => {
    expect(when(START, "Mars/Olympus", NOW)).toBe("Tue 1 Dec, 09:00 UTC");
    expect(zoneName("America/New_York")).toBe("New York");
    expect(timeBeside(START, "America/New_York", "Europe/London", NOW)).toBe("04:00 New York");
  });
});
