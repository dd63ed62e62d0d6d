import { Trans, useLingui } from "@lingui/react/macro";
import type { Room } from "../../api/types";
import type { CallSnapshot } from "../../call/types";
import { OfficeContact } from "../../session/OfficeContact";
import { everyoneElse, namesOf, partners } from "./roomInfo";
import { whereabouts } from "./tiles";
import { WhoIsHere } from "./WhoIsHere";

/** In the call, with nobody else in it: not yet, or no longer. */
export function WaitingForOthers({ snapshot, room }: { snapshot: CallSnapshot; room: Room }) {
  return (
    <div className="tile">
      <div className="tile-words">
        <Words snapshot={snapshot} room={room} />
        <WhoIsHere people={everyoneElse(room)} others={snapshot.others} />
        <p className="small quiet">
          <OfficeContact />
        </p>
      </div>
    </div>
  );
}

function Words({ snapshot, room }: { snapshot: CallSnapshot; room: Room }) {
  const { i18n } = useLingui();
  const left = snapshot.others.filter((other) => whereabouts(other) === "left");
  const lost = snapshot.others.filter((other) => ["lost", "reconnecting"].includes(whereabouts(other)));
  const waits = snapshot.others.some((other) => whereabouts(other) === "waiting");
  const here = snapshot.others.some((other) => whereabouts(other) === "here");
  if (!here && lost.length > 0) {
    const names = namesOf(
      lost.map((other) => other.person),
      i18n.locale,
    );
    return (
      <>
        <p>
          <Trans>{names} lost the connection</Trans>
        </p>
        <p className="quiet">
          <Trans>Stay here: the call goes on by itself as soon as they are back.</Trans>
        </p>
      </>
    );
  }
  if (!here && left.length > 0) {
    const names = namesOf(
      left.map((other) => other.person),
      i18n.locale,
    );
    return (
      <>
        <p>
          <Trans>{names} left the call</Trans>
        </p>
        <p className="quiet">
          <Trans>Stay if they mean to come back; otherwise press End Call.</Trans>
        </p>
      </>
    );
  }
  const names = namesOf(partners(room), i18n.locale);
  return (
    <>
      <p>
        <Trans>Waiting for {names}</Trans>
      </p>
      <p className="quiet">
        {waits ? (
          <Trans>You are in. The call begins once you have let them in and they press Start Call.</Trans>
        ) : here ? (
          <Trans>They are checking their camera. The call begins when they press Start Call.</Trans>
        ) : (
          <Trans>You are in. The call begins by itself as soon as they press Start Call.</Trans>
        )}
      </p>
    </>
  );
}
