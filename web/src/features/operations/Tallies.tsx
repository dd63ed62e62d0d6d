import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Found, Operations, Repair } from "../../api/operationsApi";
import { quantile } from "./history";
import { useCloseWords } from "./useCloseWords";
import { useNumbers } from "./useNumbers";

/** What is counted since the server began. */
export function Tallies({ said }: { said: Operations }) {
  const { t } = useLingui();
  const { seconds } = useNumbers();
  const closes = useCloseWords();
  const found: Record<Found, string> = {
    place: t`their place, kept for them`,
    older_socket: t`their place, before anybody missed them`,
    room: t`a room that took them for new`,
    empty_room: t`an empty room`,
    closed_door: t`a closed door`,
  };
  const repairs: Record<Repair, string> = {
    stalled: t`Nothing came any more`,
    lame: t`Sound or picture was missing`,
    round: t`A new way was looked for`,
    fresh: t`A new way was taken`,
    again: t`Sound and picture were sent anew`,
  };
  const way = ({ route, transport }: Operations["calls"]["routes"][number]) => {
    const by = transport.toUpperCase();
    if (route === "relay") return t`over the relay, by ${by}`;
    return route === "host" ? t`in one network, by ${by}` : t`direct, through a router, by ${by}`;
  };
  const half = quantile(said.calls.first_frames, 0.5);
  const most = quantile(said.calls.first_frames, 0.95);
  return (
    <div className="tallies">
      <Tally
        name={t`Pages that came back found`}
        none={t`No page had to come back.`}
        rows={Object.entries(said.returns).map(([key, times]) => [found[key as Found], times])}
      />
      <Tally
        name={t`Lines that the server closed`}
        none={t`None so far.`}
        rows={Object.entries(said.closes).map(([code, times]) => [closes(code), times])}
      />
      <Tally
        name={t`Ways between pages`}
        none={t`No call yet.`}
        rows={said.calls.routes.map((one) => [way(one), one.count])}
      />
      <Tally
        name={t`What calls met`}
        none={t`No call had to be repaired.`}
        rows={Object.entries(said.calls.repairs).map(([key, times]) => [repairs[key as Repair], times])}
        after={
          half !== null &&
          most !== null && (
            <Trans>
              From Start Call to the first picture or sound: half in {seconds(half)}, 95 of 100 in{" "}
              {seconds(most)};{" "}
              <Plural
                value={said.calls.first_frames.at(-1)?.count ?? 0}
                one="# page reported."
                other="# pages reported."
              />
            </Trans>
          )
        }
      />
    </div>
  );
}

type TallyProps = {
  name: string;
  none: string;
  /** Those of the same name are one. */
  rows: readonly (readonly [string, number])[];
  after?: ReactNode;
};

function Tally({ name, none, rows, after }: TallyProps) {
  const { count } = useNumbers();
  const shown = merged(rows).filter(([, times]) => times > 0);
  return (
    <section className="card tally" aria-label={name}>
      <h3>{name}</h3>
      {shown.length === 0 ? (
        <p className="quiet">{none}</p>
      ) : (
        <dl>
          {shown.map(([what, times]) => (
            <div key={what}>
              <dt>{what}</dt>
              <dd className="num">{count(times)}</dd>
            </div>
          ))}
        </dl>
      )}
      {after && <p className="small quiet">{after}</p>}
    </section>
  );
}

function merged(rows: readonly (readonly [string, number])[]): (readonly [string, number])[] {
  const sums = new Map<string, number>();
  for (const [what, times] of rows) {
    sums.set(what, (sums.get(what) ?? 0) + times);
  }
  return [...sums];
}
