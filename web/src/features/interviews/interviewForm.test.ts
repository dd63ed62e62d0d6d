import { describe, expect, it } from "vitest";
import type { OfficeInterview } from "../../api/types";
import { blankValues, instantOf, rebase, toChange, toRequest, valuesOf } from "./interviewForm";

const person = (id: string) => ({ id, name: id, role: "admin" as const });
const INTERVIEW: OfficeInterview = {
  id: "i1",
  application_id: "a1",
  student_id: "sam",
  admin_id: "ada",
  admission_cycle_id: "c1",
  interview_time: "2026-12-01T09:00:00.000Z",
  duration_minutes: 30,
  time_zone: "Asia/Karachi",
  interview_link: "/interview/i1",
  status: "scheduled",
  notes: "",
  version: 3,
  interviewer_ids: ["ivy", "ben"],
  lobby: false,
  relay_only: true,
  student: { id: "sam", name: "Sam", email: "sam@example.edu", time_zone: "Asia/Karachi" },
  lead: person("ada"),
  panel: [person("ivy"), person("ben")],
  cycle: { id: "c1", name: "Autumn", phase: "selection" },
  programme: "Physics",
  attendance: null,
  attendance_message: "",
  rehearsal: { verdict: "not_done", risks: [], result: null },
  joinable: false,
  opens_at: "2026-11-30T09:00:00.000Z",
  closes_at: "2026-12-02T09:00:00.000Z",
  created_at: "2026-11-20T09:00:00.000Z",
  updated_at: "2026-11-20T09:00:00.000Z",
};

describe("the schedule form", () => {
  it("starts at the next full hour of the chosen zone, half-hour zones included", () => {
    const now = Date.parse("2026-12-01T08:20:00Z");
    expect(blankValues(now, "Europe/London", "ada").wall).toBe("2026-12-01T09:00");
    expect(blankValues(now, "Asia/Kolkata", "ada").wall).toBe("2026-12-01T14:00");
  });

  it("shows an interview on the wall clock it was typed in, and means the same instant", () => {
    const values = valuesOf(INTERVIEW);
    expect(values.wall).toBe("2026-12-01T14:00");
    expect(instantOf(values)).toBe("2026-12-01T09:00:00Z");
  });

  it("keeps the second pass of an hour that happens twice", () => {
    const twice = { ...INTERVIEW, time_zone: "Europe/London", interview_time: "2026-10-25T01:30:00.000Z" };
    expect(instantOf(valuesOf(twice))).toBe("2026-10-25T01:30:00Z");
  });

  it("asks which of the two is meant, and sends the time as it was typed", () => {
    const twice = { ...valuesOf(INTERVIEW), zone: "Europe/London", wall: "2026-10-25T01:30" };
    expect(instantOf(twice)).toBeNull();
    expect(toChange(twice, INTERVIEW)).toEqual({
      wall_time: "2026-10-25T01:30",
      time_zone: "Europe/London",
      version: 3,
    });
    expect(toChange({ ...twice, which: "earlier" }, INTERVIEW).which).toBe("earlier");
  });

  it("moves with its zone: the same time on another wall is another moment", () => {
    expect(toChange({ ...valuesOf(INTERVIEW), zone: "Europe/London" }, INTERVIEW)).toEqual({
      wall_time: "2026-12-01T14:00",
      time_zone: "Europe/London",
      version: 3,
    });
  });

  it("has no instant while the time is incomplete or skipped", () => {
    const values = valuesOf(INTERVIEW);
    expect(instantOf({ ...values, wall: "" })).toBeNull();
    expect(instantOf({ ...values, wall: "2027-03-28T01:30", zone: "Europe/London" })).toBeNull();
  });

  it("sends everything for a new one, and never a link", () => {
    expect(toRequest({ ...valuesOf(INTERVIEW), minutes: "45" })).toEqual({
      application_id: "a1",
      wall_time: "2026-12-01T14:00",
      duration_minutes: 45,
      admin_id: "ada",
      interviewer_ids: ["ivy", "ben"],
      time_zone: "Asia/Karachi",
      lobby: false,
      relay_only: true,
      notes: "",
    });
  });

  it("sends only what changed for a known one, with the version it was read in", () => {
    const values = { ...valuesOf(INTERVIEW), notes: "Ask about optics", panel: ["ben", "ivy"] };
    expect(toChange(values, INTERVIEW)).toEqual({
      notes: "Ask about optics",
      version: 3,
    });
  });

  it("switches the lobby and the relay, each alone", () => {
    const values = valuesOf(INTERVIEW);
    const change = (part: Partial<typeof values>) => toChange({ ...values, ...part }, INTERVIEW);
    expect(change({ lobby: true })).toEqual({ lobby: true, version: 3 });
    expect(change({ relayOnly: false })).toEqual({ relay_only: false, version: 3 });
  });

  it("keeps what was typed and takes what somebody else changed", () => {
    const typed = { ...valuesOf(INTERVIEW), notes: "mine", lobby: true };
    const newest = {
      ...INTERVIEW,
      version: 4,
      relay_only: false,
      duration_minutes: 20,
      interview_time: "2026-12-01T10:00:00.000Z",
    };
    expect(rebase(typed, INTERVIEW, newest)).toEqual({ ...valuesOf(newest), notes: "mine", lobby: true });
  });
});
