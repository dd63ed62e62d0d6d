import { changeInterview } from "./adminApi";
import { answer, http } from "./http";
import { changeOwnInterview } from "./interviewerApi";
import type { components } from "./schema.gen";
import type { InterviewStatus, OfficeInterview, Role } from "./types";

type CallReport = components["schemas"]["CallReport"];

export const getRoom = (id: string) =>
  answer(http.GET("/api/interviews/{interview_id}/room", { params: { path: { interview_id: id } } }));

/** For the office; a student's own is in studentApi. */
export const startRoomCheck = (id: string) =>
  answer(http.POST("/api/interviews/{interview_id}/rehearsal", { params: { path: { interview_id: id } } }));

/** Notes and status from inside the room, through the door that the caller's role has. */
export function changeFromRoom(
  role: Role,
  id: string,
  change: { notes?: string; status?: InterviewStatus; version: number },
): Promise<OfficeInterview> {
  return role === "admin" ? changeInterview(id, change) : changeOwnInterview(id, change);
}

/** Whatever becomes of it, nobody hears of it: it is not worth a word, let alone a call. */
export function sendCallReport(id: string, report: CallReport): void {
  void http
    .POST("/api/interviews/{interview_id}/quality", { params: { path: { interview_id: id } }, body: report })
    .catch(() => undefined);
}
