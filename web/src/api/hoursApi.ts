import { answer, http } from "./http";
import type { components } from "./schema.gen";

export type Hours = components["schemas"]["HoursOut"];
export type NewHours = components["schemas"]["HoursIn"];

/** `personId` null: the caller's own, for interviewers. */
export const readHours = (personId: string | null) =>
  personId === null
    ? answer(http.GET("/api/interviewer/hours"))
    : answer(http.GET("/api/admin/people/{person_id}/hours", { params: { path: { person_id: personId } } }));
export const replaceHours = (personId: string | null, body: NewHours) =>
  personId === null
    ? answer(http.PUT("/api/interviewer/hours", { body }))
    : answer(
        http.PUT("/api/admin/people/{person_id}/hours", { params: { path: { person_id: personId } }, body }),
      );

export type BusyOut = components["schemas"]["BusyOut"];
type Calendar = components["schemas"]["BusyIn"];

export const takeOverCalendar = (personId: string | null, body: Calendar) =>
  personId === null
    ? answer(http.PUT("/api/interviewer/busy", { body }))
    : answer(
        http.PUT("/api/admin/people/{person_id}/busy", { params: { path: { person_id: personId } }, body }),
      );
export const forgetCalendar = (personId: string | null) =>
  personId === null
    ? answer(http.DELETE("/api/interviewer/busy"))
    : answer(
        http.DELETE("/api/admin/people/{person_id}/busy", { params: { path: { person_id: personId } } }),
      );
