import type { InterviewChange, InterviewField, NewInterview } from "../../api/adminApi";
import type { OfficeInterview } from "../../api/types";
import { meantBy, toInstant, toWall, type Which, whichOf } from "../../ui/wallTime";

/** What the schedule form holds: times as typed, on the wall clock of `zone`. */
export type InterviewValues = {
  applicationId: string;
  /** `2026-12-01T14:00`, or "" while it is incomplete. */
  wall: string;
  zone: string;
  /** Which of the two, where the clock shows this time twice; null until somebody says. */
  which: Which | null;
  /** As typed, so that half a number can stand there. */
  minutes: string;
  lead: string;
  panel: readonly string[];
  lobby: boolean;
  relayOnly: boolean;
  notes: string;
};

export type FieldErrors = Partial<Record<InterviewField, string>>;

const HOUR_MS = 3_600_000;

/** The next full hour, led by the caller. */
export function blankValues(now: number, zone: string, lead: string): InterviewValues {
  const wall = toWall(Math.ceil((now + 1) / HOUR_MS) * HOUR_MS, zone);
  const fullHour = `${wall.slice(0, 14)}00`;
  return {
    applicationId: "",
    wall: fullHour,
    zone,
    which: null,
    minutes: "30",
    lead,
    panel: [],
    lobby: false,
    relayOnly: false,
    notes: "",
  };
}

export function valuesOf(interview: OfficeInterview): InterviewValues {
  return {
    applicationId: interview.application_id,
    wall: toWall(interview.interview_time, interview.time_zone),
    zone: interview.time_zone,
    which: whichOf(interview.interview_time, interview.time_zone),
    minutes: String(interview.duration_minutes),
    lead: interview.admin_id,
    panel: interview.interviewer_ids,
    lobby: interview.lobby,
    relayOnly: interview.relay_only,
    notes: interview.notes,
  };
}

/** The instant that is meant, as far as this browser knows; null while there is none. */
export function instantOf({ wall, zone, which }: InterviewValues): string | null {
  return meantBy(toInstant(wall, zone), which);
}

const MINUTES = { least: 5, most: 240 };

/** In whole minutes; null where it is none that an interview may have. */
export function lengthOf(values: InterviewValues): number | null {
  const minutes = Number(values.minutes);
  return Number.isInteger(minutes) && minutes >= MINUTES.least && minutes <= MINUTES.most ? minutes : null;
}

/** The whole request. */
export function toRequest(values: InterviewValues): NewInterview {
  return {
    application_id: values.applicationId,
    wall_time: values.wall.slice(0, "2026-12-01T14:00".length),
    ...(values.which && { which: values.which }),
    // An empty or crooked number goes to the server as it is: it says what is wrong with it.
    duration_minutes: Number(values.minutes),
    admin_id: values.lead,
    interviewer_ids: [...values.panel],
    time_zone: values.zone,
    lobby: values.lobby,
    relay_only: values.relayOnly,
    notes: values.notes,
  };
}

/** Only what differs from what was read: nothing that somebody else changes meanwhile is set back. */
export function toChange(values: InterviewValues, base: OfficeInterview): InterviewChange {
  const before = valuesOf(base);
  const { application_id: _fixed, ...all } = toRequest(values);
  const sameTime = isSameTime(values, before);
  const same: Record<keyof typeof all, boolean> = {
    wall_time: sameTime,
    which: sameTime,
    duration_minutes: values.minutes === before.minutes,
    admin_id: values.lead === before.lead,
    interviewer_ids: samePeople(values.panel, before.panel),
    time_zone: values.zone === before.zone,
    lobby: values.lobby === before.lobby,
    relay_only: values.relayOnly === before.relayOnly,
    notes: values.notes === before.notes,
  };
  const changed = Object.entries(all).filter(([field]) => !same[field as keyof typeof all]);
  return { ...Object.fromEntries(changed), version: base.version };
}

/** What was typed stays; what was left alone takes the newest state. */
export function rebase(
  values: InterviewValues,
  base: OfficeInterview,
  newest: OfficeInterview,
): InterviewValues {
  const before = valuesOf(base);
  const after = valuesOf(newest);
  // A wall time means nothing without its zone: the three go together.
  const time = isSameTime(values, before) ? after : values;
  return {
    applicationId: after.applicationId,
    wall: time.wall,
    zone: time.zone,
    which: time.which,
    minutes: values.minutes === before.minutes ? after.minutes : values.minutes,
    lead: values.lead === before.lead ? after.lead : values.lead,
    panel: samePeople(values.panel, before.panel) ? after.panel : values.panel,
    lobby: values.lobby === before.lobby ? after.lobby : values.lobby,
    relayOnly: values.relayOnly === before.relayOnly ? after.relayOnly : values.relayOnly,
    notes: values.notes === before.notes ? after.notes : values.notes,
  };
}

function isSameTime(a: InterviewValues, b: InterviewValues): boolean {
  return a.wall === b.wall && a.zone === b.zone && a.which === b.which;
}

function samePeople(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
