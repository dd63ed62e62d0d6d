/** The shapes of the API under the names that pages use. All come from the OpenAPI document. */
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

export type Role = Schemas["Role"];
export type InterviewStatus = Schemas["InterviewStatus"];
export type ApplicationStatus = Schemas["ApplicationStatus"];
export type CyclePhase = Schemas["Phase"];
export type Attendance = Schemas["Attendance"];

export type Me = Schemas["Me"];
export type Office = Schemas["Office"];
export type Person = Schemas["Person"];
export type PersonRef = Schemas["PersonRef"];
export type StudentRef = Schemas["StudentRef"];
export type CycleRef = Schemas["CycleRef"];
export type CycleSummary = Schemas["CycleSummary"];
export type Cycle = Schemas["Cycle"];
export type ImportResult = Schemas["ImportResult"];
export type Selection = Schemas["SelectionResult"];
export type OpenCycle = Schemas["OpenCycle"];
/** As admins see it. */
export type Application = Schemas["ApplicationDetails"];
export type OfficeInterview = Schemas["OfficeInterview"];
export type StudentInterview = Schemas["StudentInterview"];
export type StudentApplication = Schemas["StudentApplication"];
export type StudentApplications = Schemas["StudentApplicationList"];
export type Rehearsal = Schemas["Rehearsal"];
export type NewRehearsal = Schemas["RehearsalIn"];
export type RehearsalIce = Schemas["RehearsalIce"];
export type Room = Schemas["Room"];
export type Waiting = Schemas["WaitingEntry"];

/** Every list answers so; those that page always say where the next page begins, `null` at the end. */
export type Page<T> = { items: T[]; server_time: string; next_cursor?: string | null };
