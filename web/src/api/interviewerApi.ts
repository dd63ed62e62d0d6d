import { answer, http } from "./http";
import type { components } from "./schema.gen";

export type OwnInterviewChange = components["schemas"]["InterviewerUpdate"];

export const listOwnInterviews = () => answer(http.GET("/api/interviewer/interviews"));
export const changeOwnInterview = (id: string, change: OwnInterviewChange) =>
  answer(
    http.PATCH("/api/interviewer/interviews/{interview_id}", {
      params: { path: { interview_id: id } },
      body: change,
    }),
  );
