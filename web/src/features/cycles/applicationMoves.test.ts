import { describe, expect, it } from "vitest";
import type { Application, ApplicationStatus } from "../../api/types";
import { applicationMoves } from "./applicationMoves";

function application(status: ApplicationStatus, rest: Partial<Application> = {}): Application {
  const student = { id: "s", name: "Sam", email: "sam@example.edu", time_zone: "UTC" };
  return {
    id: "a",
    admission_cycle_id: "c",
    student,
    programme: "Physics",
    school: "",
    address: "",
    statement: "",
    status,
    score: null,
    checked: false,
    reason: null,
    scheduled_interview_id: null,
    created_at: "2026-01-01T00:00:00Z",
    ...rest,
  };
}

describe("what the office may do with an application", () => {
  it("selects, or not, those with a score, in selection", () => {
    expect(applicationMoves("selection", application("scored"))).toEqual([
      { tag: "status", to: "selected" },
      { tag: "status", to: "not_selected" },
    ]);
  });

  it("takes a selection back, but not while an interview is scheduled", () => {
    expect(applicationMoves("selection", application("selected"))).toEqual([{ tag: "status", to: "scored" }]);
    expect(applicationMoves("selection", application("selected", { scheduled_interview_id: "i" }))).toEqual(
      [],
    );
  });

  it("checks and sets aside in preprocessing, scores in processing", () => {
    expect(applicationMoves("preprocessing", application("submitted"))).toEqual([
      { tag: "check", checked: true },
      { tag: "set_aside" },
    ]);
    expect(applicationMoves("preprocessing", application("set_aside"))).toEqual([
      { tag: "status", to: "submitted" },
    ]);
    expect(applicationMoves("processing", application("submitted"))).toEqual([{ tag: "score" }]);
  });

  it("never touches withdrawn ones, nor anything in the other phases", () => {
    for (const phase of ["submission", "frozen", "batch_prep", "scored", "published", "completed"] as const)
      expect(applicationMoves(phase, application("scored"))).toEqual([]);
    expect(applicationMoves("selection", application("withdrawn"))).toEqual([]);
  });
});
