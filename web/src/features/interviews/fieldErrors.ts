import { i18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { isApiError } from "../../api/errors";
import { errorWords } from "../../api/words";
import { toInstant } from "../../ui/wallTime";
import type { FieldErrors, InterviewValues } from "./interviewForm";

const FIELDS = [
  "application_id",
  "interview_time",
  "duration_minutes",
  "admin_id",
  "interviewer_ids",
  "time_zone",
  "notes",
] as const;

export type Problems = { fields: FieldErrors; general: string | null };

export const NO_PROBLEMS: Problems = { fields: {}, general: null };

/** The server's errors beside their fields; what belongs to no field of the form is said above it. */
export function problemsOf(error: unknown): Problems {
  const fields: FieldErrors = {};
  let elsewhere = !isApiError(error) || Object.keys(error.fields).length === 0;
  for (const [name, { message }] of Object.entries(isApiError(error) ? error.fields : {})) {
    // "interviewer_ids.1" is about the panel as a whole.
    const field = FIELDS.find((known) => name === known || name.startsWith(`${known}.`));
    if (field) fields[field] ??= message;
    else elsewhere = true;
  }
  return { fields, general: elsewhere ? errorWords(error) : null };
}

/** What cannot even be sent. A gap is explained by the field itself. */
export function unsendable(values: InterviewValues): Problems | null {
  const fields: FieldErrors = {};
  if (!values.applicationId) fields.application_id = i18n._(msg`Choose an applicant from the list.`);
  const read = toInstant(values.wall, values.zone);
  if (read.tag === "invalid") fields.interview_time = i18n._(msg`Enter a date and a time.`);
  const minutes = Number(values.minutes);
  if (!Number.isInteger(minutes) || minutes < 5 || minutes > 240)
    fields.duration_minutes = i18n._(msg`Enter a whole number of minutes from 5 to 240.`);
  return Object.keys(fields).length > 0 || read.tag === "gap" ? { fields, general: null } : null;
}
