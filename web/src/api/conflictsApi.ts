import { answer, http } from "./http";
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

export type CycleConflicts = Schemas["CycleConflicts"];
export type Conflict = Schemas["ConflictOut"];
export type Suggestion = Schemas["SuggestionOut"];
export type Likeness = Schemas["Likeness"];
export type Decision = Schemas["ConflictIn"];

export const readConflicts = (cycleId: string) =>
  answer(http.GET("/api/admin/cycles/{cycle_id}/conflicts", { params: { path: { cycle_id: cycleId } } }));
export const decideConflict = (body: Decision) => answer(http.PUT("/api/admin/conflicts", { body }));
export const declareOwn = (interviewId: string, reason: string) =>
  answer(
    http.POST("/api/interviewer/interviews/{interview_id}/conflict", {
      params: { path: { interview_id: interviewId } },
      body: { reason },
    }),
  );
export const declareAsStudent = (interviewId: string, position: number, reason: string) =>
  answer(
    http.POST("/api/student/interviews/{interview_id}/conflict", {
      params: { path: { interview_id: interviewId } },
      body: { position, reason },
    }),
  );
