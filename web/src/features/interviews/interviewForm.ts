import type { InterviewChange, NewInterview } from "../../api/adminApi";
import type { OfficeInterview } from "../../api/types";
import { toInstant, toWall } from "../../ui/wallTime";

/** What the schedule form holds: times as typed, on the wall clock of `zone`. */
export type InterviewValues = {
  applicationId: string;
  /** `2026-12-01T14:00`, or "" while it is incomplete. */
  wall: string;
  zone: string;
  /** Which of the two, where the clock shows this time twice. */
  second: boolean;
  /** As typed, so that half a number can stand there. */
  minutes: string;
  lead: string;
  panel: readonly string[];
  lobby: boolean;
  relayOnly: boolean;
  notes: string;
};

export type FieldErrors = Partial<Record<keyof NewInterview, string>>;

const HOUR_MS = 3_600_000;

/** The next full hour, led by the caller. */
export function blankValues(now: number, zone: string, lead: string): InterviewValues {
  const wall = toWall(Math.ceil((now + 1) / HOUR_MS) * HOUR_MS, zone);
  const fullHour = `${wall.slice(0, 14)}00`;
  return {
    applicationId: "",
    wall: fullHour,
    zone,
    second: false,
    minutes: "30",
    lead,
    panel: [],
    lobby: false,
    relayOnly: false,
    notes: "",
  };
}

export function valuesOf(interview: OfficeInterview): InterviewValues {
  const wall = toWall(interview.interview_time, interview.time_zone);
  const read = toInstant(wall, interview.time_zone);
  return {
    applicationId: interview.application_id,
    wall,
    zone: interview.time_zone,
    second: read.tag === "overlap" && Date.parse(read.second) === Date.parse(interview.interview_time),
    minutes: String(interview.duration_minutes),
    lead: interview.admin_id,
    panel: interview.interviewer_ids,
    lobby: interview.lobby,
    relayOnly: interview.relay_only,
    notes: interview.notes,
  };
}

/** The instant that is meant; null while there is none. */
export function instantOf({ wall, zone, second }: InterviewValues): string | null {
  const read = toInstant(wall, zone);
  if (read.tag === "instant") return read.instant;
  if (read.tag === "overlap") return second ? read.second : read.first;
  return null;
}

/** The whole request. Call with values whose time exists (`instantOf` is not null). */
export function toRequest(values: InterviewValues, instant: string): NewInterview {
  return {
    application_id: values.applicationId,
    interview_time: instant,
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
export function toChange(values: InterviewValues, base: OfficeInterview, instant: string): InterviewChange {
  const before = valuesOf(base);
  const { application_id: _fixed, ...all } = toRequest(values, instant);
  const same: Record<keyof typeof all, boolean> = {
    interview_time: Date.parse(instant) === Date.parse(base.interview_time),
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
  const movedTime =
    values.wall !== before.wall || values.zone !== before.zone || values.second !== before.second;
  const time = movedTime ? values : after;
  return {
    applicationId: after.applicationId,
    wall: time.wall,
    zone: time.zone,
    second: time.second,
    minutes: values.minutes === before.minutes ? after.minutes : values.minutes,
    lead: values.lead === before.lead ? after.lead : values.lead,
    panel: samePeople(values.panel, before.panel) ? after.panel : values.panel,
    lobby: values.lobby === before.lobby ? after.lobby : values.lobby,
    relayOnly: values.relayOnly === before.relayOnly ? after.relayOnly : values.relayOnly,
    notes: values.notes === before.notes ? after.notes : values.notes,
  };
}

function samePeople(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
