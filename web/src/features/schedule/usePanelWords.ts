import { useLingui } from "@lingui/react/macro";
import type { PersonRef } from "../../api/types";

/** Who meets an applicant, in words; the one who leads comes first. */
export function usePanelWords() {
  const { t } = useLingui();
  return (lead: PersonRef, second: PersonRef | null) =>
    second ? t`${lead.name} and ${second.name}` : lead.name;
}
