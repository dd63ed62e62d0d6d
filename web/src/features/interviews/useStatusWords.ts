import { useLingui } from "@lingui/react/macro";
import type { InterviewStatus } from "../../api/types";

export function useStatusWords(): Record<InterviewStatus, string> {
  const { t } = useLingui();
  return { scheduled: t`Scheduled`, completed: t`Completed`, cancelled: t`Cancelled`, no_show: t`No-show` };
}
