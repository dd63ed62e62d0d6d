import { describe, expect, it } from "vitest";
import { byDay } from "./days";
import { isFiltered, readFilters, toQuery, writeFilters } from "./filters";

describe("the filters of the list", () => {
  const filters = { q: "sam okafor", cycle: "c1", status: "no_show", lead: "p1" } as const;

  it("come back from the address as they went in", () => {
    expect(readFilters(writeFilters(filters))).toEqual(filters);
    expect(writeFilters({ q: "", cycle: "", status: "", lead: "" })).toBe("");
  });

  it("drop a status that does not exist", () => {
    const none = readFilters("?status=lost");
    expect(none).toEqual({ q: "", cycle: "", status: "", lead: "" });
    expect(isFiltered(none)).toBe(false);
  });

  it("ask the server only for what is set", () => {
    expect(toQuery(filters)).toEqual({ q: "sam okafor", cycle_id: "c1", status: "no_show", admin_id: "p1" });
    expect(toQuery({ q: "  ", cycle: "", status: "", lead: "" })).toEqual({});
  });
});

describe("days of the list", () => {
  it("follow the reader's zone", () => {
    const late = { interview_time: "2026-12-01T20:00:00Z" };
    const early = { interview_time: "2026-12-01T08:00:00Z" };
    expect(byDay([early, late], "Europe/London")).toEqual([{ key: "2026-12-01", interviews: [early, late] }]);
    expect(byDay([early, late], "Asia/Karachi")).toEqual([
      { key: "2026-12-01", interviews: [early] },
      { key: "2026-12-02", interviews: [late] },
    ]);
  });
});
