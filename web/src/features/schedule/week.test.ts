import { expect, test } from "vitest";
import { monday, type Placed, plusDays, rowsOf, weeksOf } from "./week";

const person = (name: string) => ({ id: name, name, role: "interviewer" as const });
const place = (name: string, admin: string, at: string, second?: string): Placed => ({
  application_id: name,
  student: { id: name, name, email: `${name}@example.edu`, time_zone: "UTC" },
  programme: "Physics",
  time_zone: "UTC",
  change: "new",
  duration_minutes: 30,
  before_admin: null,
  before_second: null,
  before_time: null,
  admin: person(admin),
  second: second ? person(second) : null,
  interview_time: at,
});

test("weeks begin on Monday", () => {
  expect(["2026-12-07", "2026-12-10", "2026-12-13", "2026-12-14"].map(monday)).toEqual([
    "2026-12-07",
    "2026-12-07",
    "2026-12-07",
    "2026-12-14",
  ]);
  expect(plusDays("2026-12-31", 1)).toBe("2027-01-01");
});

test("days are those of the reader's wall, interviewers by name, a day by time", () => {
  const late = place("late", "ivy", "2026-12-13T23:30:00.000Z");
  const second = place("second", "ben", "2026-12-09T11:00:00.000Z");
  const first = place("first", "ben", "2026-12-09T09:00:00.000Z");
  const all = [late, second, first];
  expect(weeksOf(all, "UTC")).toEqual(["2026-12-07"]);
  expect(weeksOf(all, "Europe/Paris")).toEqual(["2026-12-07", "2026-12-14"]);
  const empty = [[], [], [], [], [], [], []];
  expect(rowsOf(all, "2026-12-07", "UTC")).toEqual([
    { id: "ben", name: "ben", days: empty.with(2, [first, second] as never) },
    { id: "ivy", name: "ivy", days: empty.with(6, [late] as never) },
  ]);
  expect(rowsOf(all, "2026-12-14", "Europe/Paris").map((row) => row.name)).toEqual(["ivy"]);
});

test("a panel is in the rows of both", () => {
  const one = place("one", "ivy", "2026-12-09T09:00:00.000Z", "ben");
  expect(rowsOf([one], "2026-12-07", "UTC").map((row) => [row.name, row.days[2]])).toEqual([
    ["ben", [one]],
    ["ivy", [one]],
  ]);
});
