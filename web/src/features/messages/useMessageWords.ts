import { useLingui } from "@lingui/react/macro";
import type { MessageStatus } from "../../api/messagesApi";
import type { Tone } from "../../ui/Badge";

/** Of a mail's kind: reminders carry their minutes. */
export function useKindWords(): (kind: string) => string {
  const { t } = useLingui();
  const words: Record<string, string> = {
    scheduled: t`Interview set`,
    moved: t`Interview changed`,
    cancelled: t`Interview cancelled`,
    several: t`Several interviews`,
    cannot_attend: t`Student cannot come`,
    windows_asked: t`Asked for times`,
    times_allotted: t`Times given out`,
    account_invited: t`Link to an account`,
    test: t`Test`,
  };
  return (kind) => words[kind] ?? t`Reminder`;
}

export function useStatusWords(): Record<MessageStatus, { words: string; tone: Tone | undefined }> {
  const { t } = useLingui();
  return {
    waiting: { words: t`Waiting`, tone: "open" },
    sending: { words: t`Being sent`, tone: "open" },
    finishing: { words: t`Being sent`, tone: "open" },
    sent: { words: t`Sent`, tone: "good" },
    failed: { words: t`Not delivered`, tone: "bad" },
    unconfirmed: { words: t`May not have arrived`, tone: "warn" },
    obsolete: { words: t`No longer needed`, tone: undefined },
  };
}
