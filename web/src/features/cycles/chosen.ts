/** Which applications a change is for: some of them by id, or all that fit the filters, seen or not. */
export type Chosen = { tag: "some"; ids: ReadonlySet<string> } | { tag: "all" };

export const NOBODY: Chosen = { tag: "some", ids: new Set() };

export const isChosen = (chosen: Chosen, id: string): boolean => chosen.tag === "all" || chosen.ids.has(id);

/** Taking one out of all leaves those that are seen. */
export function toggle(chosen: Chosen, id: string, seen: readonly { id: string }[]): Chosen {
  const ids = new Set(chosen.tag === "all" ? seen.map((one) => one.id) : chosen.ids);
  if (!ids.delete(id)) ids.add(id);
  return { tag: "some", ids };
}

/** Rows that left the list, by another's hand or one's own, are no longer chosen: nobody sees them. */
export function among(chosen: Chosen, seen: readonly { id: string }[]): Chosen {
  if (chosen.tag === "all") return chosen;
  return { tag: "some", ids: new Set(seen.map(({ id }) => id).filter((id) => chosen.ids.has(id))) };
}
