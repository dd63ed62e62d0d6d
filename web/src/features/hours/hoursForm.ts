import { msg } from "@lingui/core/macro";
import type { Hours, NewHours } from "../../api/hoursApi";
import { i18n } from "../../i18n";
import { type HoursErrors, incomplete, newId, newSpan, type Span, sent, typed } from "./spans";

/** A day with hours of its own. */
export type OwnDay = { readonly id: number; readonly day: string; readonly spans: readonly Span[] };

export type HoursValues = {
  readonly zone: string;
  /** Monday first. */
  readonly weekly: readonly (readonly Span[])[];
  readonly exceptions: readonly OwnDay[];
  readonly buffer: string;
  readonly daily: string;
  readonly perWeek: string;
  /** Separated by commas. */
  readonly languages: string;
  readonly subjects: string;
  readonly ties: string;
  readonly address: string;
};

const WORKDAYS_AFTER_MONDAY = [1, 2, 3, 4];

export function newDay(day = "", spans: readonly Span[] = []): OwnDay {
  return { id: newId(), day, spans };
}

export function valuesOf(hours: Hours): HoursValues {
  return {
    zone: hours.time_zone,
    weekly: hours.weekly.map(typed),
    exceptions: hours.exceptions.map(({ day, spans }) => newDay(day, typed(spans))),
    buffer: String(hours.buffer_minutes),
    daily: hours.daily_limit === null ? "" : String(hours.daily_limit),
    perWeek: hours.weekly_limit === null ? "" : String(hours.weekly_limit),
    languages: hours.languages.join(", "),
    subjects: hours.subjects.join(", "),
    ties: hours.ties.join(", "),
    address: hours.address,
  };
}

export function bodyOf(values: HoursValues, version: number): NewHours {
  return {
    version,
    time_zone: values.zone,
    weekly: values.weekly.map(sent),
    exceptions: values.exceptions.map(({ day, spans }) => ({ day, spans: sent(spans) })),
    buffer_minutes: Number(values.buffer),
    ...(values.daily && { daily_limit: Number(values.daily) }),
    ...(values.perWeek && { weekly_limit: Number(values.perWeek) }),
    languages: words(values.languages),
    subjects: words(values.subjects),
    ties: words(values.ties),
    address: values.address,
  };
}

/** What cannot even be sent; the server says the rest. */
export function unsendable(values: HoursValues): HoursErrors {
  const errors: Record<string, string> = {};
  for (const [index, spans] of values.weekly.entries()) {
    Object.assign(errors, incomplete(`weekly.${index}`, spans));
  }
  for (const [index, { day, spans }] of values.exceptions.entries()) {
    if (!day) errors[`exceptions.${index}.day`] = i18n._(msg`Choose a day.`);
    Object.assign(errors, incomplete(`exceptions.${index}.spans`, spans));
  }
  if (!isWhole(values.buffer)) errors["buffer_minutes"] = i18n._(msg`Enter a whole number of minutes.`);
  if (values.daily && !isWhole(values.daily)) errors["daily_limit"] = i18n._(msg`Enter a whole number.`);
  if (values.perWeek && !isWhole(values.perWeek)) errors["weekly_limit"] = i18n._(msg`Enter a whole number.`);
  return errors;
}

/** Monday's hours on Tuesday to Friday, too. */
export function likeMonday({ weekly }: HoursValues): Pick<HoursValues, "weekly"> {
  const copy = () => (weekly[0] ?? []).map(({ starts, ends }) => newSpan(starts, ends));
  return { weekly: weekly.map((spans, day) => (WORKDAYS_AFTER_MONDAY.includes(day) ? copy() : spans)) };
}

function words(text: string): string[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
}

function isWhole(text: string): boolean {
  return /^\d{1,4}$/.test(text.trim());
}
