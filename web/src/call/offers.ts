import type { PeerId, Role } from "./types";

export type Party = { readonly peer: PeerId; readonly role: Role };

/**
 * Whether `me` makes the first offer to `other` and wins when two offers cross.
 *
 * A student never does; among others the smaller peer id does. Exactly one of `offers(a, b)` and
 * `offers(b, a)` is true, so both ends decide alike without asking each other.
 */
export function offers(me: Party, other: Party): boolean {
  const iAmStudent = me.role === "student";
  const otherIsStudent = other.role === "student";
  if (iAmStudent !== otherIsStudent) {
    return otherIsStudent;
  }
  return me.peer < other.peer;
}
