import { describe, expect, it } from "vitest";
import type { Role, Waiting } from "../../api/types";
import { occupiedRooms } from "./occupiedRooms";

function there(interview_id: string, name: string, role: Role, interview_time: string): Waiting {
  return {
    interview_id,
    interview_time,
    student_name: "Sam",
    person: { id: name, name, role },
    stage: "here",
    since: interview_time,
    media: { audio: false, video: false, screen: false },
  };
}

describe("who is in which room", () => {
  it("puts a student who waits alone before rooms in which an interview runs", () => {
    const rooms = occupiedRooms([
      there("running", "Ada", "admin", "2026-12-01T09:00:00Z"),
      there("running", "Eve", "student", "2026-12-01T09:00:00Z"),
      there("waits", "Sam", "student", "2026-12-01T10:00:00Z"),
    ]);
    expect(
      rooms.map(({ id, studentWaits, people }) => [id, studentWaits, people.map((one) => one.name)]),
    ).toEqual([
      ["waits", true, ["Sam"]],
      ["running", false, ["Ada", "Eve"]],
    ]);
  });

  it("is empty when nobody is anywhere", () => {
    expect(occupiedRooms([])).toEqual([]);
  });
});
