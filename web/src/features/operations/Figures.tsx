import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { Operations } from "../../api/operationsApi";
import { Figure } from "./Figure";
import {
  type History,
  latest,
  levels,
  moreInAll,
  quantile,
  quantileInAll,
  quantiles,
  rates,
} from "./history";
import { peopleIn } from "./minutes";
import { useNumbers } from "./useNumbers";

/** What changes from minute to minute. */
export function Figures({ history }: { history: History }) {
  const { t } = useLingui();
  const { count, rate, bytes, seconds } = useNumbers();
  const { at: now, said } = latest(history);
  const { queue, mails, database } = said;
  const join = quantileInAll(history, 0.95, (one) => one.joins);
  const ever = quantile(said.joins, 0.95);
  const joins = moreInAll(history, (one) => one.joins.at(-1)?.count ?? 0);
  const messages = rates(history, (one) => one.frames);
  return (
    <div className="figures">
      <Figure
        name={t`People in rooms`}
        value={count(peopleIn(said))}
        beside={<Stages said={said} />}
        samples={levels(history, peopleIn)}
        now={now}
        least={4}
        peakWords={(peak) => t`most ${count(peak)}`}
      />
      <Figure
        name={t`Messages a second`}
        value={rate(messages.at(-1)?.value ?? 0)}
        beside={<Plural value={said.sockets} one="# open socket" other="# open sockets" />}
        samples={messages}
        now={now}
        least={1}
        peakWords={(peak) => t`most ${rate(peak)}`}
      />
      <Figure
        name={t`Time to get in`}
        value={(join ?? ever) === null ? "–" : seconds(join ?? ever ?? 0)}
        beside={
          ever === null ? (
            <Trans>nobody has come since the server began</Trans>
          ) : joins === 0 ? (
            <Trans>
              95 of 100 were faster since the server began; nobody came since you opened this page
            </Trans>
          ) : (
            <Trans>
              95 of 100 are faster; <Plural value={joins} one="# came" other="# came" />
            </Trans>
          )
        }
        samples={quantiles(history, 0.95, (one) => one.joins)}
        now={now}
        least={0.05}
        peakWords={(peak) => t`most ${seconds(peak)}`}
      />
      <Figure
        name={t`Waiting to be sent`}
        value={<Plural value={queue.most_messages} one="# message" other="# messages" />}
        beside={<Trans>in the fullest queue; {bytes(queue.bytes)} in all</Trans>}
        samples={levels(history, (one) => one.queue.most_messages)}
        now={now}
        least={16}
        peakWords={(peak) => t`most ${count(peak)}`}
      />
      <Figure
        name={t`Lateness of the server`}
        value={seconds(said.loop_lag_seconds)}
        beside={
          <Trans>
            the worst of ten seconds; {count(database.connections)} of {count(database.connections_max)}{" "}
            database connections in use
          </Trans>
        }
        samples={levels(history, (one) => one.loop_lag_seconds)}
        now={now}
        least={0.05}
        peakWords={(peak) => t`most ${seconds(peak)}`}
      />
      <Figure
        name={t`Mails that wait`}
        value={mails ? count(mails.waiting) : "–"}
        beside={
          mails === null ? (
            <Trans>not known yet</Trans>
          ) : mails.oldest_seconds > 0 ? (
            <Trans>the oldest should have gone {seconds(mails.oldest_seconds)} ago</Trans>
          ) : (
            <Trans>none is late</Trans>
          )
        }
        samples={levels(history, (one) => one.mails?.waiting ?? null)}
        now={now}
        least={4}
        peakWords={(peak) => t`most ${count(peak)}`}
      />
    </div>
  );
}

/** Only those that there are. */
function Stages({ said }: { said: Operations }) {
  const { t } = useLingui();
  const { count } = useNumbers();
  const { joined, here, waiting, away } = said.people;
  const words = [
    joined > 0 && t`${count(joined)} in a call`,
    here > 0 && t`${count(here)} before it`,
    waiting > 0 && t`${count(waiting)} in a lobby`,
    away > 0 && t`${count(away)} away`,
  ].filter(Boolean);
  return words.length > 0 ? words.join(", ") : <Trans>nobody now</Trans>;
}
