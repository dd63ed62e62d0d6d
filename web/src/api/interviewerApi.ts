import { send } from "./http";
import type { InterviewStatus, OfficeInterview, Page } from "./types";

export type OwnInterviewChange = { status?: InterviewStatus; notes?: string; version: number };

export const listOwnInterviews = (query: { cursor?: string } = {}) =>
  send<Page<OfficeInterview>>("GET", "/api/interviewer/interviews", { query });
export const changeOwnInterview = (id: string, change: OwnInterviewChange) =>
  send<OfficeInterview>("PATCH", `/api/interviewer/interviews/${id}`, { body: change });
