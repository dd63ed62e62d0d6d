import { Plural, Trans } from "@lingui/react/macro";
import { Link } from "wouter";
import { clockTime } from "../../ui/datetime";
import { type History, latest, startedAnew, WINDOW_MS } from "./history";
import { type Concern, concerns, dropped } from "./judgement";
import { peopleIn } from "./minutes";
import { useNumbers } from "./useNumbers";

/** In plain words: how it goes, and what needs somebody. */
export function Summary({ history, zone }: { history: History; zone: string }) {
  const found = concerns(history);
  const restart = startedAnew(history);
  return (
    <section className={found.length > 0 ? "card summary warn" : "card summary good"}>
      {/* Read out when it changes, and only that: the numbers change all the time. */}
      <div role="status">
        <h2>
          {found.length === 0 ? (
            <Trans>All is well.</Trans>
          ) : (
            <Plural value={found.length} one="One thing needs somebody." other="# things need somebody." />
          )}
        </h2>
        {found.length > 0 && (
          <ul>
            {found.map((concern) => (
              <li key={concern.what}>
                <ConcernWords concern={concern} />
              </li>
            ))}
          </ul>
        )}
      </div>
      <p>
        <Crowd history={history} /> <Drops history={history} />
      </p>
      {restart !== null && (
        <p>
          <Trans>The server began anew at {clockTime(restart, zone)}; pages came back by themselves.</Trans>
        </p>
      )}
    </section>
  );
}

function Crowd({ history }: { history: History }) {
  const { said } = latest(history);
  const people = peopleIn(said);
  if (people === 0) return <Trans>Nobody is in a room now.</Trans>;
  return (
    <Trans>
      <Plural value={said.rooms} one="# room" other="# rooms" />,{" "}
      <Plural value={people} one="# person." other="# people." />
    </Trans>
  );
}

function Drops({ history }: { history: History }) {
  const { points } = history;
  const seen = latest(history).at - (points[0]?.at ?? 0);
  const cut = dropped(history);
  if (cut > 0) return <Plural value={cut} one="# line was cut." other="# lines were cut." />;
  if (seen >= WINDOW_MS - 10_000) return <Trans>Nobody was dropped in the last 15 minutes.</Trans>;
  return <Trans>Nobody was dropped since you opened this page.</Trans>;
}

function ConcernWords({ concern }: { concern: Concern }) {
  const { seconds, count } = useNumbers();
  switch (concern.what) {
    case "full-disk":
      return (
        <Trans>
          The database cannot store anything: its disk is full or failing. Calls go on. Make room on the disk;
          nothing needs to be restarted.
        </Trans>
      );
    case "no-database":
      return (
        <Trans>
          The database has not answered for a minute. Calls go on, pages do not. See whether it runs.
        </Trans>
      );
    case "connections":
      return (
        <Trans>
          {count(concern.used)} of {count(concern.most)} database connections are in use, so pages wait. See
          what makes the database slow.
        </Trans>
      );
    case "late":
      return (
        <Trans>
          The server answers {seconds(concern.seconds)} late. See what else runs on its machine, or give it a
          faster one.
        </Trans>
      );
    case "slow-joins":
      return (
        <Trans>
          Getting into a room takes up to {seconds(concern.seconds)}. Most often the database is slow: see
          whether it is busy.
        </Trans>
      );
    case "failed":
      return (
        <Trans>
          <Plural value={concern.times} one="# socket was" other="# sockets were" /> closed by an error of
          ours or of the database; the pages come back by themselves. The server’s log says why.
        </Trans>
      );
    case "slow-readers":
      return (
        <Trans>
          <Plural value={concern.times} one="# page" other="# pages" /> read too slowly and had to come back.
          That is their network; many at once is ours.
        </Trans>
      );
    case "too-many":
      return (
        <Trans>
          <Plural value={concern.times} one="# page" other="# pages" /> sent more than SOCKET_RATE allows and
          had to go.
        </Trans>
      );
    case "mails-late":
      return (
        <Trans>
          A mail should have gone {seconds(concern.seconds)} ago. <Link href="/admin/messages">Messages</Link>{" "}
          says what keeps them.
        </Trans>
      );
    case "mails-failed":
      return (
        <Trans>
          <Plural value={concern.mails} one="# mail" other="# mails" /> did not arrive for certain. Look at{" "}
          <Link href="/admin/messages">Messages</Link>.
        </Trans>
      );
  }
}
