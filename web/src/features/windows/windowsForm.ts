import { msg } from "@lingui/core/macro";
import type { NewWindows, StudentWindows } from "../../api/studentApi";
import { i18n } from "../../i18n";
import { type HoursErrors, incomplete, newSpan, type Span, sent, typed } from "../hours/spans";

export type WindowsValues = {
  readonly zone: string;
  /** Every day that the office asks about. */
  readonly days: readonly { readonly day: string; readonly spans: readonly Span[] }[];
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

export function valuesOf(asked: StudentWindows): WindowsValues {
  const given = new Map(asked.days.map(({ day, spans }) => [day, spans]));
  return {
    zone: asked.time_zone,
    days: daysBetween(asked.first_day, asked.last_day).map((day) => ({
      day,
      spans: typed(given.get(day) ?? []),
    })),
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
    days: values.days.map(({ day, spans }) => ({ day, spans: sent(spans) })),
    language: values.language,
    extra_minutes: Number(values.extraMinutes),
    captioner: values.captioner,
    needs: values.needs,
  };
}

/** What cannot even be sent, by the field's name in the request; the server says the rest. */
export function unsendable({ days, extraMinutes }: WindowsValues): HoursErrors {
  const spans = days.flatMap((one, index) => Object.entries(incomplete(`days.${index}.spans`, one.spans)));
  const isWhole = /^\d{1,3}$/.test(extraMinutes.trim());
  return {
    ...Object.fromEntries(spans),
    ...(!isWhole && { extra_minutes: i18n._(msg`Enter a whole number of minutes.`) }),
  };
}

/** The first day's times on all others, too, but for Saturdays and Sundays. */
export function likeFirst({ days }: WindowsValues): Pick<WindowsValues, "days"> {
  const first = days[0]?.spans ?? [];
  const copy = () => first.map(({ starts, ends }) => newSpan(starts, ends));
  return {
    days: days.map((one, index) => (index > 0 && isWorkday(one.day) ? { ...one, spans: copy() } : one)),
  };
}

function isWorkday(day: string): boolean {
  return ![0, 6].includes(new Date(day).getUTCDay());
}
