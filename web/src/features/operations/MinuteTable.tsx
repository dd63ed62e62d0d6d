import { Trans, useLingui } from "@lingui/react/macro";
import { clockTime } from "../../ui/datetime";
import type { History } from "./history";
import { minutes } from "./minutes";
import { useNumbers } from "./useNumbers";

/** The charts as numbers, minute by minute. */
export function MinuteTable({ history, zone }: { history: History; zone: string }) {
  const { t } = useLingui();
  const { count, rate, seconds } = useNumbers();
  return (
    <details className="card minutes">
      <summary>
        <Trans>The charts as a table</Trans>
      </summary>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard */}
      <section className="minutes-scroll" tabIndex={0} aria-label={t`The charts as a table`}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t`Until`}</th>
              <th scope="col">{t`People`}</th>
              <th scope="col">{t`Messages a second`}</th>
              <th scope="col">{t`Time to get in`}</th>
              <th scope="col">{t`Waiting to be sent`}</th>
              <th scope="col">{t`Lateness`}</th>
              <th scope="col">{t`Mails that wait`}</th>
              <th scope="col">{t`Dropped`}</th>
            </tr>
          </thead>
          <tbody className="num">
            {minutes(history).map((minute) => (
              <tr key={minute.at}>
                <th scope="row">{clockTime(minute.at, zone)}</th>
                <td>{count(minute.people)}</td>
                <td>{minute.messages === null ? "–" : rate(minute.messages)}</td>
                <td>{minute.joinSeconds === null ? "–" : seconds(minute.joinSeconds)}</td>
                <td>{count(minute.queue)}</td>
                <td>{seconds(minute.lagSeconds)}</td>
                <td>{minute.mails === null ? "–" : count(minute.mails)}</td>
                <td>{count(minute.dropped)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </details>
  );
}
