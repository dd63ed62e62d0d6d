import { expect, it } from "vitest";
import type { Hours } from "../../api/hoursApi";
import { bodyOf, likeMonday, newDay, unsendable, valuesOf } from "./hoursForm";
import { newSpan } from "./spans";

const HOURS: Hours = {
  person: { id: "ivy", name: "Ivy", role: "interviewer" },
  version: 3,
  time_zone: "Asia/Karachi",
  weekly: [[{ starts: "18:30", ends: "24:00" }], [], [], [], [], [], []],
  exceptions: [{ day: "2026-12-24", spans: [] }],
  buffer_minutes: 10,
  daily_limit: 6,
  weekly_limit: null,
  languages: ["English", "Urdu"],
  subjects: [],
  ties: ["Elm School"],
  address: "1 High St., Oxford",
  coming: [],
  busy: [],
  busy_read_at: null,
  server_time: "2026-12-01T09:00:00.000Z",
};

it("[SCH-2] shows midnight as a clock does, and sends back what it was given", () => {
  const values = valuesOf(HOURS);
  expect(values.weekly[0]).toEqual([{ id: expect.any(Number), starts: "18:30", ends: "00:00" }]);
  const {
    person: _,
    coming: __,
    server_time: ___,
    weekly_limit: ____,
    busy: _____,
    busy_read_at: ______,
    ...same
  } = HOURS;
  expect(bodyOf(values, 3)).toEqual(same);
});

it("takes words apart at commas, and leaves out limits that nobody gave", () => {
  const values = { ...valuesOf(HOURS), languages: " Urdu,, English ,", daily: "" };
  expect(bodyOf(values, 3)).toMatchObject({ languages: ["Urdu", "English"], subjects: [] });
  expect(Object.keys(bodyOf(values, 3))).not.toContain("daily_limit");
});

it("says beside each field what cannot be sent", () => {
  const empty = newSpan("09:00", "");
  const values = {
    ...valuesOf(HOURS),
    weekly: [[newSpan(), empty], [], [], [], [], [], []],
    exceptions: [newDay("", [empty])],
    buffer: "1.5",
    daily: "-2",
    perWeek: "many",
  };
  expect(unsendable(values)).toEqual({
    "weekly.0.1": "Enter a start and an end.",
    "exceptions.0.day": "Choose a day.",
    "exceptions.0.spans.0": "Enter a start and an end.",
    buffer_minutes: "Enter a whole number of minutes.",
    daily_limit: "Enter a whole number.",
    weekly_limit: "Enter a whole number.",
  });
  expect(unsendable(valuesOf(HOURS))).toEqual({});
});

it("gives Tuesday to Friday Monday's hours, as stretches of their own", () => {
  const { weekly } = likeMonday(valuesOf(HOURS));
  expect(weekly.map((spans) => spans.map(({ starts }) => starts))).toEqual([
    ...Array.from({ length: 5 }, () => ["18:30"]),
    [],
    [],
  ]);
  expect(new Set(weekly.flat().map(({ id }) => id)).size).toBe(5);
});
