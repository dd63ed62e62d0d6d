import { expect, it } from "vitest";
import type { StudentWindows } from "../../api/studentApi";
import { newSpan } from "../hours/spans";
import { bodyOf, daysBetween, likeFirst, unsendable, valuesOf } from "./windowsForm";

const ASKED: StudentWindows = {
  application_id: "a",
  cycle_name: "Autumn",
  programme: "Physics",
  first_day: "2026-12-10",
  last_day: "2026-12-14",
  closes_at: "2026-12-04T17:00:00.000Z",
  allotted_at: null,
  open: true,
  version: 1,
  time_zone: "Asia/Karachi",
  days: [{ day: "2026-12-10", spans: [{ starts: "18:30", ends: "24:00" }] }],
  language: "Urdu",
  extra_minutes: 15,
  captioner: true,
  needs: "A large clock.",
};
const DAYS = ["2026-12-10", "2026-12-11", "2026-12-12", "2026-12-13", "2026-12-14"];

it("[SCH-5] shows every day that is asked about, and sends back what was given", () => {
  const values = valuesOf(ASKED);
  expect(values.days.map(({ day }) => day)).toEqual(DAYS);
  expect(bodyOf(values, 1)).toEqual({
    version: 1,
    time_zone: "Asia/Karachi",
    days: DAYS.map((day) => ({ day, spans: ASKED.days.find((one) => one.day === day)?.spans ?? [] })),
    language: "Urdu",
    extra_minutes: 15,
    captioner: true,
    needs: "A large clock.",
  });
});

it("counts days over the ends of months and years, and none backward", () => {
  expect(daysBetween("2026-12-30", "2027-01-02")).toEqual([
    "2026-12-30",
    "2026-12-31",
    "2027-01-01",
    "2027-01-02",
  ]);
  expect(daysBetween("2026-12-11", "2026-12-10")).toEqual([]);
});

it("gives the other workdays the first day's times", () => {
  const days = likeFirst(valuesOf(ASKED).days);
  expect(days.filter(({ spans }) => spans.length > 0).map(({ day }) => day)).toEqual([
    "2026-12-10",
    "2026-12-11",
    "2026-12-14",
  ]);
});

it("says beside each field what cannot be sent", () => {
  const values = valuesOf(ASKED);
  const days = values.days.map((one, index) =>
    index === 1 ? { ...one, spans: [newSpan("09:00", "")] } : one,
  );
  expect(unsendable({ ...values, days, extraMinutes: "some" })).toEqual({
    "days.1.spans.0": "Enter a start and an end.",
    extra_minutes: "Enter a whole number of minutes.",
  });
  expect(unsendable(values)).toEqual({});
});
