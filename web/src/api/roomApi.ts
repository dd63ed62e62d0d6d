import { changeInterview } from "./adminApi";
import { send } from "./http";
import { changeOwnInterview } from "./interviewerApi";
import type { InterviewStatus, OfficeInterview, Role, Room } from "./types";

export const getRoom = (id: string) => send<Room>("GET", `/api/interviews/${id}/room`);

/** Notes and status from inside the room, through the door that the caller's role has. */
export function changeFromRoom(
  role: Role,
  id: string,
  change: { notes?: string; status?: InterviewStatus; version: number },
): Promise<OfficeInterview> {
  return role === "admin" ? changeInterview(id, change) : changeOwnInterview(id, change);
}
