import { msg } from "@lingui/core/macro";
import { i18n } from "../../i18n";

/** As typed: "09:00", or empty. An end of "00:00" is the midnight that ends the day. */
export type Span = { readonly id: number; readonly starts: string; readonly ends: string };

/** By the field's name in the request. */
export type HoursErrors = Readonly<Record<string, string>>;

type Wire = { starts: string; ends: string };

const MIDNIGHT = "24:00";

let made = 0;

/** Tells the parts of a list apart while they are typed. */
export function newId(): number {
  made += 1;
  return made;
}

export function newSpan(starts = "09:00", ends = "17:00"): Span {
  return { id: newId(), starts, ends };
}

export function typed(spans: readonly Wire[]): Span[] {
  return spans.map(({ starts, ends }) => newSpan(starts, ends === MIDNIGHT ? "00:00" : ends));
}

export function sent(spans: readonly Span[]): Wire[] {
  return spans.map(({ starts, ends }) => ({ starts, ends: ends === "00:00" ? MIDNIGHT : ends }));
}

/** What cannot even be sent. */
export function incomplete(field: string, spans: readonly Span[]): HoursErrors {
  const missing = [...spans.entries()].filter(([, { starts, ends }]) => !starts || !ends);
  return Object.fromEntries(
    missing.map(([index]) => [`${field}.${index}`, i18n._(msg`Enter a start and an end.`)]),
  );
}
