import { msg } from "@lingui/core/macro";
import type { NewWindows, StudentWindows } from "../../api/studentApi";
import { i18n } from "../../i18n";
import { type HoursErrors, incomplete, newSpan, type Span, sent, typed } from "../hours/spans";

export type DayValues = { readonly day: string; readonly spans: readonly Span[] };

export type WindowsValues = {
  readonly zone: string;
  /** Every day that the office asks about. */
  readonly days: readonly DayValues[];
  readonly language: string;
  readonly extraMinutes: string;
  readonly captioner: boolean;
  readonly needs: string;
};

const DAY_MS = 86_400_000;

/** "2026-12-08", and every day up to the last, as they are on a wall. */
export function daysBetween(first: string, last: string): string[] {
  const days: string[] = [];
  for (let at = Date.parse(first); at <= Date.parse(last); at += DAY_MS) {
    days.push(new Date(at).toISOString().slice(0, 10));
  }
  return days;
}

/** Every day from the first to the last, with what was given of it. */
export function daysOf(first: string, last: string, given: StudentWindows["days"]): DayValues[] {
  const spans = new Map(given.map((one) => [one.day, one.spans]));
  return daysBetween(first, last).map((day) => ({ day, spans: typed(spans.get(day) ?? []) }));
}

export function sentDays(days: readonly DayValues[]): StudentWindows["days"] {
  return days.map(({ day, spans }) => ({ day, spans: sent(spans) }));
}

export function valuesOf(asked: StudentWindows): WindowsValues {
  return {
    zone: asked.time_zone,
    days: daysOf(asked.first_day, asked.last_day, asked.days),
    language: asked.language,
    extraMinutes: String(asked.extra_minutes),
    captioner: asked.captioner,
    needs: asked.needs,
  };
}

export function bodyOf(values: WindowsValues, version: number): NewWindows {
  return {
    version,
    time_zone: values.zone,
    days: sentDays(values.days),
    language: values.language,
    extra_minutes: Number(values.extraMinutes),
    captioner: values.captioner,
    needs: values.needs,
  };
}

/** What cannot even be sent, by the field's name in the request; the server says the rest. */
export function unsendable({ days, extraMinutes }: WindowsValues): HoursErrors {
  const isWhole = /^\d{1,3}$/.test(extraMinutes.trim());
  return {
    ...unsendableDays(days),
    ...(!isWhole && { extra_minutes: i18n._(msg`Enter a whole number of minutes.`) }),
  };
}

export function unsendableDays(days: readonly DayValues[]): HoursErrors {
  const spans = days.flatMap((one, index) => Object.entries(incomplete(`days.${index}.spans`, one.spans)));
  return Object.fromEntries(spans);
}

/** The first day's times on all others, too, but for Saturdays and Sundays. */
export function likeFirst(days: readonly DayValues[]): DayValues[] {
  const first = days[0]?.spans ?? [];
  const copy = () => first.map(({ starts, ends }) => newSpan(starts, ends));
  return days.map((one, index) => (index > 0 && isWorkday(one.day) ? { ...one, spans: copy() } : one));
}

function isWorkday(day: string): boolean {
  return ![0, 6].includes(new Date(day).getUTCDay());
}
