import { send } from "./http";
import type {
  Application,
  ApplicationStatus,
  Cycle,
  CyclePhase,
  CycleSummary,
  InterviewStatus,
  OfficeInterview,
  Page,
  Person,
  Role,
  Waiting,
} from "./types";

export type InterviewQuery = {
  cycle_id?: string;
  status?: InterviewStatus;
  admin_id?: string;
  q?: string;
  from?: string;
  to?: string;
  order?: "asc" | "desc";
  cursor?: string;
  limit?: number;
};
export type NewInterview = {
  application_id: string;
  interview_time: string;
  duration_minutes: number;
  admin_id: string;
  interviewer_ids: string[];
  time_zone: string;
  notes: string;
};
export type InterviewChange = Partial<Omit<NewInterview, "application_id">> & {
  status?: InterviewStatus;
  version: number;
};
export type ApplicationQuery = { status?: ApplicationStatus; q?: string; cursor?: string; limit?: number };
export type ApplicationChange = {
  status?: ApplicationStatus;
  score?: number;
  checked?: boolean;
  reason?: string;
};

const INTERVIEWS = "/api/admin/interviews";

export const listInterviews = (query: InterviewQuery) =>
  send<Page<OfficeInterview>>("GET", INTERVIEWS, { query });
export const scheduleInterview = (interview: NewInterview) =>
  send<OfficeInterview>("POST", INTERVIEWS, { body: interview });
export const getInterview = (id: string) => send<OfficeInterview>("GET", `${INTERVIEWS}/${id}`);
export const changeInterview = (id: string, change: InterviewChange) =>
  send<OfficeInterview>("PATCH", `${INTERVIEWS}/${id}`, { body: change });
export const deleteInterview = (id: string) => send<null>("DELETE", `${INTERVIEWS}/${id}`);
export const listWaiting = () => send<Page<Waiting>>("GET", "/api/admin/waiting");

export const listCycles = () => send<Page<CycleSummary>>("GET", "/api/admin/cycles");
export const getCycle = (id: string) => send<Cycle>("GET", `/api/admin/cycles/${id}`);
export const createCycle = (name: string) => send<Cycle>("POST", "/api/admin/cycles", { body: { name } });
export const renameCycle = (id: string, name: string) =>
  send<Cycle>("PATCH", `/api/admin/cycles/${id}`, { body: { name } });
export const movePhase = (id: string, to: CyclePhase, reason?: string) =>
  send<Cycle>("POST", `/api/admin/cycles/${id}/phase`, { body: { to, ...(reason && { reason }) } });
export const listApplications = (cycleId: string, query: ApplicationQuery) =>
  send<Page<Application>>("GET", `/api/admin/cycles/${cycleId}/applications`, { query });
export const changeApplication = (id: string, change: ApplicationChange) =>
  send<Application>("PATCH", `/api/admin/applications/${id}`, { body: change });

export const listPeople = (query: { role?: Role; q?: string; cursor?: string; limit?: number }) =>
  send<Page<Person>>("GET", "/api/admin/people", { query });
export const invitePerson = (person: { email: string; name: string; role: Role; time_zone?: string }) =>
  send<{ person: Person; link: string }>("POST", "/api/admin/people", { body: person });
export const inviteAgain = (id: string) =>
  send<{ link: string; expires_at: string }>("POST", `/api/admin/people/${id}/invitation`);
