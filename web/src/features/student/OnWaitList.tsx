import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { leaveWaitList, type Waiting } from "../../api/selfServiceApi";
import { serverNow } from "../../api/serverClock";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button, ButtonLink } from "../../ui/Button";
import { stretchWords, zoneName } from "../../ui/datetime";
import { toast } from "../../ui/toast";
import { timesKey } from "./queries";

type Props = { interviewId: string; waiting: Waiting };

const DAYS_SHOWN = 4;

/** That one waits for another time, and for which; nothing of who else does. */
export function OnWaitList({ interviewId, waiting }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: () => leaveWaitList(interviewId),
    onSuccess: () => toast(t`You no longer wait; your time is kept`),
    onSettled: () => client.invalidateQueries({ queryKey: timesKey(interviewId) }),
  });
  const days = stretchWords(waiting.days, serverNow());
  const more = days.length - DAYS_SHOWN;
  return (
    <div className="on-wait-list">
      {leave.error && (
        <Banner tone="bad" role="alert">
          {errorWords(leave.error)}
        </Banner>
      )}
      <p>
        <strong>
          <Trans>You are on the wait list for another time.</Trans>
        </strong>{" "}
        <Trans>
          As soon as one of these is free and it is your turn, your interview moves there by itself, and you
          hear by mail. Your present time is kept until then.
        </Trans>
      </p>
      <ul aria-label={t`What would suit you, in ${zoneName(waiting.time_zone)}`}>
        {days.slice(0, DAYS_SHOWN).map((day) => (
          <li key={day} className="num">
            {day}
          </li>
        ))}
        {more > 0 && (
          <li>
            <Plural value={more} one="and # more day" other="and # more days" />
          </li>
        )}
      </ul>
      <div className="attendance-buttons">
        <ButtonLink small href={`/student/wait-list/${interviewId}`}>
          <Trans>Change what suits you</Trans>
        </ButtonLink>
        <Button
          small
          tone="plain"
          aria-disabled={leave.isPending || undefined}
          onClick={() => leave.isPending || leave.mutate()}
        >
          <Trans>Leave the wait list</Trans>
        </Button>
      </div>
    </div>
  );
}
