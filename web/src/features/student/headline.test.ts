import { describe, expect, it } from "vitest";
import { headline } from "./headline";

const at = (time: string) => Date.parse(time);
const half = 30 * 60_000;

function of(start: string, now: string, zone: string) {
  return headline(at(start), at(start) + half, at(now), zone);
}

describe("headline", () => {
  it("goes by the student's midnights, not the office's", () => {
    const [start, now] = ["2026-12-01T20:00:00Z", "2026-12-01T10:00:00Z"];
    expect(of(start, now, "Europe/London")).toEqual({ tag: "today" });
    expect(of(start, now, "Asia/Karachi")).toEqual({ tag: "tomorrow" });
  });

  it("knows the running one and the one that should have begun", () => {
    expect(of("2026-12-01T10:00:00Z", "2026-12-01T10:29:59Z", "UTC")).toEqual({ tag: "now" });
    expect(of("2026-12-01T10:00:00Z", "2026-12-01T10:30:00Z", "UTC")).toEqual({ tag: "today" });
    expect(of("2026-12-01T10:00:00Z", "2026-12-02T09:00:00Z", "UTC")).toEqual({ tag: "past" });
  });

  it("counts days across the end of summer time", () => {
    expect(of("2026-10-26T09:00:00Z", "2026-10-24T22:30:00Z", "Europe/London")).toEqual({
      tag: "ahead",
      days: 2,
    });
    expect(of("2026-10-26T09:00:00Z", "2026-10-24T23:30:00Z", "Europe/London")).toEqual({ tag: "tomorrow" });
  });
});
