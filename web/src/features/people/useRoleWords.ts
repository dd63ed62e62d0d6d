import { useLingui } from "@lingui/react/macro";
import type { Role } from "../../api/types";

export function useRoleWords(): Record<Role, string> {
  const { t } = useLingui();
  return { admin: t`Admin`, interviewer: t`Interviewer`, student: t`Student` };
}
