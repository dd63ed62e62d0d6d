import { describe, expect, it } from "vitest";
import { joinState } from "./joinState";

const interview = {
  status: "scheduled" as const,
  opens_at: "2026-11-30T09:00:00Z",
  closes_at: "2026-12-02T09:00:00Z",
};
const opens = Date.parse(interview.opens_at);
const closes = Date.parse(interview.closes_at);

describe("[INT] the join window as the pages see it", () => {
  it("is open at both ends", () => {
    expect(joinState(interview, opens)).toEqual({ tag: "open" });
    expect(joinState(interview, closes)).toEqual({ tag: "open" });
  });

  it("is early a millisecond before and late a millisecond after", () => {
    expect(joinState(interview, opens - 1)).toEqual({ tag: "early", opensAt: interview.opens_at });
    expect(joinState(interview, closes + 1)).toEqual({ tag: "late", closedAt: interview.closes_at });
  });

  it.each(["completed", "cancelled", "no_show"] as const)("is over when %s, whatever the time", (status) => {
    expect(joinState({ ...interview, status }, opens)).toEqual({ tag: "over", status });
  });
});
