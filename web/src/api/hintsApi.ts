import { answer, http } from "./http";
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

export type Hint = Schemas["Hint"];
/** An interview as it would be. */
export type Meeting = Required<
  Pick<
    Schemas["InterviewCreate"],
    "application_id" | "interview_time" | "duration_minutes" | "admin_id" | "interviewer_ids"
  >
>;

export const readHints = ({ application_id, ...query }: Meeting) =>
  answer(
    http.GET("/api/admin/applications/{application_id}/hints", {
      params: { path: { application_id }, query },
    }),
  );
