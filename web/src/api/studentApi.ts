import { answer, http } from "./http";
import type { components } from "./schema.gen";
import type { Attendance, NewRehearsal } from "./types";

export type ApplicationChange = components["schemas"]["ApplicationChange"];
export type ApplicationDraft = components["schemas"]["DraftIn"];
export type NewApplication = components["schemas"]["ApplicationCreate"];

export const listMyInterviews = () => answer(http.GET("/api/student/interviews"));
export const getMyInterview = (id: string) =>
  answer(http.GET("/api/student/interviews/{interview_id}", { params: { path: { interview_id: id } } }));
export const respond = (id: string, attendance: Attendance, message?: string) =>
  answer(
    http.POST("/api/student/interviews/{interview_id}/response", {
      params: { path: { interview_id: id } },
      body: { attendance, ...(message && { message }) },
    }),
  );
export const startRehearsal = (id: string) =>
  answer(
    http.POST("/api/student/interviews/{interview_id}/rehearsal", {
      params: { path: { interview_id: id } },
    }),
  );
export const saveRehearsal = (id: string, found: NewRehearsal) =>
  answer(
    http.PUT("/api/student/interviews/{interview_id}/rehearsal", {
      params: { path: { interview_id: id } },
      body: found,
    }),
  );
export const listMyApplications = () => answer(http.GET("/api/student/applications"));
export const apply = (application: NewApplication) =>
  answer(http.POST("/api/student/applications", { body: application }));
export const changeApplication = (id: string, change: ApplicationChange) =>
  answer(
    http.PATCH("/api/student/applications/{application_id}", {
      params: { path: { application_id: id } },
      body: change,
    }),
  );
/** Browsers refuse larger bodies (64 KiB in all) for requests that outlive their page. */
const LONGEST_KEPT_ALIVE = 60_000;

/** Arrives also when the page goes away meanwhile. */
export const saveDraft = (cycleId: string, draft: ApplicationDraft) =>
  answer(
    http.PUT("/api/student/drafts/{cycle_id}", {
      params: { path: { cycle_id: cycleId } },
      body: draft,
      keepalive: new TextEncoder().encode(JSON.stringify(draft)).length < LONGEST_KEPT_ALIVE,
    }),
  );

export type StudentWindows = components["schemas"]["StudentWindowsOut"];
export type NewWindows = components["schemas"]["StudentWindowsIn"];

export const listMyWindows = () => answer(http.GET("/api/student/windows"));
export const answerWindows = (applicationId: string, body: NewWindows) =>
  answer(
    http.PUT("/api/student/windows/{application_id}", {
      params: { path: { application_id: applicationId } },
      body,
    }),
  );
