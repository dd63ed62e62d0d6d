import type { PersonRef, Waiting } from "../../api/types";

export type OccupiedRoom = {
  id: string;
  start: string;
  student: string;
  people: PersonRef[];
  /** The student waits to be let in. */
  inLobby: boolean;
  /** In the lobby, or with nobody of the office there: the office has something to do. */
  studentWaits: boolean;
};

/** One entry per room, those in which a student waits alone first, then by start. */
export function occupiedRooms(items: readonly Waiting[]): OccupiedRoom[] {
  const rooms = new Map<string, OccupiedRoom>();
  for (const { interview_id: id, interview_time: start, student_name: student, person, stage } of items) {
    const room = rooms.get(id) ?? { id, start, student, people: [], inLobby: false, studentWaits: false };
    room.people.push(person);
    room.inLobby ||= stage === "waiting";
    rooms.set(id, room);
  }
  for (const room of rooms.values())
    room.studentWaits = room.inLobby || room.people.every((person) => person.role === "student");
  return [...rooms.values()].sort(
    (a, b) => Number(b.studentWaits) - Number(a.studentWaits) || a.start.localeCompare(b.start),
  );
}
