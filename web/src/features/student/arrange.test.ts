import { describe, expect, it } from "vitest";
import { arrange, type Bookable, dayPart } from "./arrange";

const NOW = Date.parse("2026-12-01T12:00:00Z");

function interview(id: string, time: string, status: Bookable["status"] = "scheduled") {
  const closes_at = new Date(Date.parse(time) + 24 * 3_600_000).toISOString();
  return { id, status, interview_time: time, duration_minutes: 30, closes_at };
}

function ids(of: ReturnType<typeof arrange<ReturnType<typeof interview>>>) {
  return {
    next: of.next?.id ?? null,
    later: of.later.map((one) => one.id),
    calledOff: of.calledOff.map((one) => one.id),
    past: of.past.map((one) => one.id),
  };
}

describe("arrange", () => {
  it("puts the soonest first and the rest in order", () => {
    const list = [
      interview("c", "2026-12-05T10:00:00Z"),
      interview("a", "2026-12-01T14:00:00Z"),
      interview("b", "2026-12-03T10:00:00Z"),
    ];
    expect(ids(arrange(list, NOW))).toEqual({ next: "a", later: ["b", "c"], calledOff: [], past: [] });
  });

  it("keeps the one that runs now as the thing to do", () => {
    const list = [interview("now", "2026-12-01T11:45:00Z"), interview("soon", "2026-12-01T13:00:00Z")];
    expect(ids(arrange(list, NOW))).toEqual({ next: "now", later: ["soon"], calledOff: [], past: [] });
  });

  it("offers a room that is still open when nothing is ahead", () => {
    const list = [interview("late", "2026-12-01T09:00:00Z"), interview("old", "2026-11-20T09:00:00Z")];
    expect(ids(arrange(list, NOW))).toEqual({ next: "late", later: [], calledOff: [], past: ["old"] });
  });

  it("prefers what is ahead to what ran earlier today", () => {
    const list = [interview("earlier", "2026-12-01T09:00:00Z"), interview("ahead", "2026-12-09T09:00:00Z")];
    expect(ids(arrange(list, NOW))).toEqual({ next: "ahead", later: [], calledOff: [], past: ["earlier"] });
  });

  it("says a cancelled one plainly while its time is still ahead, then files it", () => {
    const list = [
      interview("off", "2026-12-02T09:00:00Z", "cancelled"),
      interview("gone", "2026-11-02T09:00:00Z", "cancelled"),
      interview("done", "2026-11-03T09:00:00Z", "completed"),
    ];
    expect(ids(arrange(list, NOW))).toEqual({
      next: null,
      later: [],
      calledOff: ["off"],
      past: ["done", "gone"],
    });
  });

  it("loses and repeats nothing", () => {
    const list = [
      interview("1", "2026-12-01T09:00:00Z"),
      interview("2", "2026-12-01T10:00:00Z"),
      interview("3", "2026-12-04T10:00:00Z", "no_show"),
      interview("4", "2026-12-04T10:00:00Z", "cancelled"),
      interview("5", "2026-12-04T10:00:00Z"),
    ];
    const of = ids(arrange(list, NOW));
    expect([of.next, ...of.later, ...of.calledOff, ...of.past].sort()).toEqual(["1", "2", "3", "4", "5"]);
  });
});

describe("dayPart", () => {
  it("goes by the student's own clock", () => {
    expect([
      dayPart(NOW, "Europe/London"),
      dayPart(NOW, "Asia/Karachi"),
      dayPart(NOW, "America/New_York"),
    ]).toEqual(["afternoon", "afternoon", "morning"]);
    expect(dayPart(NOW, "Asia/Tokyo")).toBe("evening");
  });
});
