import { send } from "./http";
import type { Attendance, Page, StudentApplication, StudentApplications, StudentInterview } from "./types";

export type NewApplication = {
  admission_cycle_id: string;
  programme: string;
  school?: string;
  statement?: string;
};

export const listMyInterviews = () => send<Page<StudentInterview>>("GET", "/api/student/interviews");
export const getMyInterview = (id: string) => send<StudentInterview>("GET", `/api/student/interviews/${id}`);
export const respond = (id: string, attendance: Attendance, message?: string) =>
  send<StudentInterview>("POST", `/api/student/interviews/${id}/response`, {
    body: { attendance, ...(message && { message }) },
  });
export const listMyApplications = () => send<StudentApplications>("GET", "/api/student/applications");
export const apply = (application: NewApplication) =>
  send<StudentApplication>("POST", "/api/student/applications", { body: application });
