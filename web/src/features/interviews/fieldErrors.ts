import { msg } from "@lingui/core/macro";
import { isApiError } from "../../api/errors";
import { errorWords } from "../../api/words";
import { i18n } from "../../i18n";
import { toInstant } from "../../ui/wallTime";
import { type FieldErrors, type InterviewValues, lengthOf } from "./interviewForm";

const FIELDS = [
  "application_id",
  "interview_time",
  "which",
  "duration_minutes",
  "admin_id",
  "interviewer_ids",
  "time_zone",
  "lobby",
  "relay_only",
  "notes",
] as const;

export type Problems = {
  fields: FieldErrors;
  general: string | null;
  /** The attempt to send that found them: a new one for each. */
  attempt: object;
};

export const NO_PROBLEMS: Problems = { fields: {}, general: null, attempt: {} };

/** The server's errors beside their fields; what belongs to no field of the form is said above it. */
export function problemsOf(error: unknown): Problems {
  const fields: FieldErrors = {};
  let elsewhere = !isApiError(error) || Object.keys(error.fields).length === 0;
  for (const [name, { message }] of Object.entries(isApiError(error) ? error.fields : {})) {
    // "interviewer_ids.1" is about the panel as a whole.
    const field = name === "wall_time" ? "interview_time" : fieldOf(name);
    if (field) fields[field] ??= message;
    else elsewhere = true;
  }
  return { fields, general: elsewhere ? errorWords(error) : null, attempt: {} };
}

const fieldOf = (name: string) => FIELDS.find((known) => name === known || name.startsWith(`${known}.`));

/** What cannot even be sent. A gap is explained by the field itself. */
export function unsendable(values: InterviewValues): Problems | null {
  const fields: FieldErrors = {};
  if (!values.applicationId) fields.application_id = i18n._(msg`Choose an applicant from the list.`);
  const read = toInstant(values.wall, values.zone);
  if (read.tag === "invalid") fields.interview_time = i18n._(msg`Enter a date and a time.`);
  if (lengthOf(values) === null)
    fields.duration_minutes = i18n._(msg`Enter a whole number of minutes from 5 to 240.`);
  return Object.keys(fields).length > 0 || read.tag === "gap" ? { fields, general: null, attempt: {} } : null;
}

/** Which errors a change may have put right: they are no longer shown. */
const ABOUT: Record<keyof InterviewValues, readonly (keyof FieldErrors)[]> = {
  applicationId: ["application_id", "interview_time"],
  wall: ["interview_time", "which", "admin_id", "interviewer_ids"],
  zone: ["interview_time", "which", "time_zone", "admin_id", "interviewer_ids"],
  which: ["interview_time", "which", "admin_id", "interviewer_ids"],
  minutes: ["interview_time", "duration_minutes", "admin_id", "interviewer_ids"],
  lead: ["admin_id", "interviewer_ids"],
  panel: ["admin_id", "interviewer_ids"],
  lobby: ["lobby"],
  relayOnly: ["relay_only"],
  notes: ["notes"],
};

export function withoutAnswered(problems: Problems, change: Partial<InterviewValues>): Problems {
  const answered = new Set(
    (Object.keys(change) as (keyof InterviewValues)[]).flatMap((value) => ABOUT[value]),
  );
  const left = Object.entries(problems.fields).filter(([field]) => !answered.has(field as keyof FieldErrors));
  return { ...problems, fields: Object.fromEntries(left) };
}
