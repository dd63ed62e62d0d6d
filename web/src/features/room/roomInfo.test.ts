import { describe, expect, it } from "vitest";
import { everyoneElse, namesOf, partners } from "./roomInfo";

const sam = { id: "s", name: "Sam", role: "student", part: "student" } as const;
const ada = { id: "a", name: "Ada", role: "admin", part: "lead" } as const;
const ivy = { id: "i", name: "Ivy", role: "interviewer", part: "panel" } as const;
const people = [sam, ada, ivy];

describe("partners", () => {
  it("are the panel for the student and the student for everybody else", () => {
    expect(partners({ people, me: sam })).toEqual([ada, ivy]);
    expect(partners({ people, me: ada })).toEqual([sam]);
    expect(partners({ people, me: { id: "b", name: "Ben", role: "admin" } })).toEqual([sam]);
  });
});

describe("everyoneElse", () => {
  it("leaves out oneself", () => expect(everyoneElse({ people, me: ivy })).toEqual([sam, ada]));
});

describe("namesOf", () => {
  it("joins names as people do", () => expect(namesOf(people, "en-GB")).toBe("Sam, Ada and Ivy"));
});
