import type { PersonRef, Room } from "../../api/types";

type Present = Pick<Room, "people" | "me">;

/** Whom this person is here to meet: the student meets the panel, the office meets the student. */
export function partners({ people, me }: Present): PersonRef[] {
  return everyoneElse({ people, me }).filter((person) => isStudent(person) !== (me.role === "student"));
}

/** Everybody of the interview but oneself. */
export function everyoneElse({ people, me }: Present): Room["people"] {
  return people.filter((person) => person.id !== me.id);
}

function isStudent(person: Room["people"][number]): boolean {
  return person.part === "student";
}

/** "Ada Byron and Ben Ortiz" in the reader's language. */
export function namesOf(people: readonly { name: string }[], locale: string): string {
  return new Intl.ListFormat(locale, { type: "conjunction" }).format(people.map((person) => person.name));
}
