/** The shapes of the API, by the names its document gives them. */

export type Role = "admin" | "interviewer" | "student";
export type InterviewStatus = "scheduled" | "completed" | "cancelled" | "no_show";
export type ApplicationStatus =
  | "submitted"
  | "withdrawn"
  | "set_aside"
  | "scored"
  | "selected"
  | "not_selected";
export type CyclePhase =
  | "submission"
  | "frozen"
  | "preprocessing"
  | "batch_prep"
  | "processing"
  | "scored"
  | "selection"
  | "published"
  | "completed";
export type Attendance = "confirmed" | "cannot";

export type Me = { id: string; email: string; name: string; role: Role; time_zone: string };
export type Office = { name: string; contact: string; time_zone: string };
export type Person = Me & { invited: boolean; disabled: boolean };
export type PersonRef = { id: string; name: string; role: Role };
export type StudentRef = { id: string; name: string; email: string; time_zone: string };
export type CycleRef = { id: string; name: string; phase: CyclePhase };
export type Page<T> = { items: T[]; server_time: string; next_cursor?: string | null };

export type CycleSummary = CycleRef & {
  created_at: string;
  counts: {
    applications: Record<ApplicationStatus, number>;
    interviews: Record<InterviewStatus, number>;
  };
};
export type Cycle = CycleSummary & {
  history: {
    from_phase: CyclePhase;
    to_phase: CyclePhase;
    reason: string | null;
    by: PersonRef | null;
    at: string;
  }[];
  next_phase: CyclePhase | null;
  unmet: string[];
};
export type Application = {
  id: string;
  admission_cycle_id: string;
  student: StudentRef;
  programme: string;
  school: string;
  statement: string;
  status: ApplicationStatus;
  score: number | null;
  checked: boolean;
  reason: string | null;
  scheduled_interview_id: string | null;
  created_at: string;
};
type Window = { joinable: boolean; opens_at: string; closes_at: string };
export type OfficeInterview = Window & {
  id: string;
  application_id: string;
  student_id: string;
  admin_id: string;
  admission_cycle_id: string;
  interview_time: string;
  duration_minutes: number;
  time_zone: string;
  interview_link: string;
  status: InterviewStatus;
  notes: string;
  version: number;
  interviewer_ids: string[];
  student: StudentRef;
  lead: PersonRef;
  panel: PersonRef[];
  cycle: CycleRef;
  programme: string;
  attendance: Attendance | null;
  attendance_message: string | null;
  created_at: string;
  updated_at: string;
};
export type StudentInterview = Window & {
  id: string;
  application_id: string;
  admission_cycle_id: string;
  cycle_name: string;
  programme: string;
  lead: { name: string };
  panel: { name: string }[];
  interview_time: string;
  duration_minutes: number;
  time_zone: string;
  interview_link: string;
  status: InterviewStatus;
  attendance: Attendance | null;
  attendance_message: string | null;
};
export type StudentApplication = {
  id: string;
  admission_cycle_id: string;
  cycle_name: string;
  cycle_phase: CyclePhase;
  programme: string;
  school: string;
  statement: string;
  status: ApplicationStatus;
  created_at: string;
};
export type StudentApplications = Page<StudentApplication> & { open_cycles: CycleRef[] };
export type Room = Window & {
  id: string;
  status: InterviewStatus;
  server_time: string;
  interview_time: string;
  duration_minutes: number;
  time_zone: string;
  people: (PersonRef & { part: "student" | "lead" | "panel" })[];
  me: PersonRef;
  office: null | {
    application: Application;
    notes: string;
    version: number;
    cycle: CycleRef;
    status: InterviewStatus;
  };
};
export type Waiting = {
  interview_id: string;
  interview_time: string;
  student_name: string;
  person: PersonRef;
  stage: string;
  since: string;
};
