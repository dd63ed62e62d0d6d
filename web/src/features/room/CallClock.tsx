import { useLingui } from "@lingui/react/macro";
import { clockFace } from "./countdown";
import { useTick } from "./useTick";

/** `since` is this browser's clock in ms. Not announced: a screen reader can read it when asked. */
export function CallClock({ since }: { since: number }) {
  const { t } = useLingui();
  const now = useTick(Date.now, 1000);
  return (
    <span className="call-clock num" role="timer" aria-live="off" aria-label={t`Time in call`}>
      {clockFace(now - since)}
    </span>
  );
}
