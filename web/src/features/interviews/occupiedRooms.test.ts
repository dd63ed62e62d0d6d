import { describe, expect, it } from "vitest";
import type { Role, Waiting } from "../../api/types";
import { occupiedRooms } from "./occupiedRooms";

function there(
  interview_id: string,
  name: string,
  role: Role,
  interview_time: string,
  stage: Waiting["stage"] = "here",
): Waiting {
  return {
    interview_id,
    interview_time,
    student_name: "Sam",
    person: { id: name, name, role },
    stage,
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

  it("puts a student in the lobby first, too, whoever of the office is there", () => {
    const rooms = occupiedRooms([
      there("running", "Eve", "student", "2026-12-01T09:00:00Z", "joined"),
      there("running", "Ada", "admin", "2026-12-01T09:00:00Z", "joined"),
      there("lobby", "Sam", "student", "2026-12-01T10:00:00Z", "waiting"),
      there("lobby", "Ben", "admin", "2026-12-01T10:00:00Z"),
    ]);
    expect(rooms.map(({ id, studentWaits, inLobby }) => [id, studentWaits, inLobby])).toEqual([
      ["lobby", true, true],
      ["running", false, false],
    ]);
  });

  it("is empty when nobody is anywhere", () => {
    expect(occupiedRooms([])).toEqual([]);
  });
});
