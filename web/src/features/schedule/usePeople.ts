import { useLingui } from "@lingui/react/macro";
import type { Placement } from "../../api/scheduleApi";

type Person = NonNullable<Placement["admin"]>;

/** Who meets an applicant, in words; the one who leads comes first. */
export function usePeople() {
  const { t } = useLingui();
  return (lead: Person, second: Person | null) => (second ? t`${lead.name} and ${second.name}` : lead.name);
}
