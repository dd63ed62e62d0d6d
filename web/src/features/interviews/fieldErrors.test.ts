import { describe, expect, it } from "vitest";
import { ApiError } from "../../api/errors";
import { problemsOf, unsendable, withoutAnswered } from "./fieldErrors";
import { blankValues } from "./interviewForm";

const VALUES = {
  ...blankValues(Date.parse("2026-12-01T08:20:00Z"), "Europe/London", "ada"),
  applicationId: "a1",
};

describe("errors of the schedule form", () => {
  it("stand beside their fields, those of one panel member beside the panel", () => {
    const error = new ApiError(409, "interview_taken", "The time is taken.", {
      "interviewer_ids.1": { code: "person_busy", message: "Ivy is busy." },
      interview_time: { code: "student_busy", message: "Sam is busy." },
    });
    const { fields, general } = problemsOf(error);
    expect({ fields, general }).toEqual({
      fields: { interviewer_ids: "Ivy is busy.", interview_time: "Sam is busy." },
      general: null,
    });
  });

  it("stand beside the time as it was typed, and beside the choice of one of two", () => {
    const found = problemsOf(
      new ApiError(422, "invalid", "Odd.", {
        wall_time: { code: "skipped_time", message: "Skipped." },
        which: { code: "repeated_time", message: "Twice." },
      }),
    );
    expect(found.fields).toEqual({ interview_time: "Skipped.", which: "Twice." });
    expect(withoutAnswered(found, { which: "later" }).fields).toEqual({});
  });

  it("stand above the form when no field of it is meant", () => {
    const version = { version: { code: "missing", message: "Missing." } };
    expect(problemsOf(new ApiError(409, "wrong_phase", "Not in this phase.")).general).toBe(
      "Not in this phase.",
    );
    expect(problemsOf(new ApiError(422, "invalid", "Odd.", version)).general).toBe("Odd.");
  });

  it("stand beside the switch for the relay where there is none, and go with it", () => {
    const none = { relay_only: { code: "no_relay", message: "There is no relay." } };
    const found = problemsOf(new ApiError(422, "invalid", "Odd.", none));
    expect([found.fields, found.general]).toEqual([{ relay_only: "There is no relay." }, null]);
    expect(withoutAnswered(found, { relayOnly: false }).fields).toEqual({});
  });

  it("go when what they are about changes, and the others stay", () => {
    const found = { fields: { interview_time: "Taken.", notes: "Too long." }, general: null, attempt: {} };
    expect(withoutAnswered(found, { wall: "2026-12-01T10:00" })).toEqual({
      ...found,
      fields: { notes: "Too long." },
    });
  });

  it("are found before anything is sent where sending makes no sense", () => {
    expect(unsendable(VALUES)).toBeNull();
    expect(
      Object.keys(unsendable({ ...VALUES, applicationId: "", wall: "", minutes: "4" })?.fields ?? {}),
    ).toEqual(["application_id", "interview_time", "duration_minutes"]);
    expect(unsendable({ ...VALUES, wall: "2027-03-28T01:30" })?.fields).toEqual({});
  });
});
