import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { readWaitList, type WaitingStudent } from "../../api/selfServiceApi";
import { serverNow } from "../../api/serverClock";
import { lookAgain } from "../../session/queryClient";
import { useMe } from "../../session/session";
import { stretchWords, when, zoneName } from "../../ui/datetime";

/** Who waits for another time, and for which; whoever has waited longest comes first. */
export function WhoWaits({ cycleId }: { cycleId: string }) {
  const list = useQuery({
    queryKey: ["wait-list", cycleId],
    queryFn: () => readWaitList(cycleId),
    refetchInterval: lookAgain(30_000),
  });
  const waiting = list.data?.items;
  if (!waiting) return null;
  if (waiting.length === 0) {
    return (
      <p className="quiet">
        <Trans>Nobody waits for another time.</Trans>
      </p>
    );
  }
  return (
    <>
      <p>
        <Plural
          value={waiting.length}
          one="# student waits for another time, and gets it by itself as soon as it is free."
          other="# students wait for another time. What becomes free goes by itself to whoever has waited longest."
        />
      </p>
      <Waiting waiting={waiting} />
    </>
  );
}

function Waiting({ waiting }: { waiting: readonly WaitingStudent[] }) {
  const { t } = useLingui();
  return (
    <details className="tool-answers">
      <summary>
        <Trans>Who waits for what</Trans>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section className="tool-rows" aria-label={t`Who waits for what`} tabIndex={0}>
        <ul className="wait-list">
          {waiting.map((one) => (
            <One key={one.interview_id} one={one} />
          ))}
        </ul>
      </section>
    </details>
  );
}

function One({ one }: { one: WaitingStudent }) {
  const { time_zone: zone } = useMe();
  const now = serverNow();
  return (
    <li>
      <strong>{one.student.name}</strong>
      <span className="small num">
        <Trans>
          Now {when(one.interview_time, zone, now)}. Would suit them, in {zoneName(one.time_zone)}:
        </Trans>
      </span>
      <ul className="small num">
        {stretchWords(one.days, now).map((day) => (
          <li key={day}>{day}</li>
        ))}
      </ul>
    </li>
  );
}
