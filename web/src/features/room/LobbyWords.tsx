import { Trans } from "@lingui/react/macro";
import type { Room } from "../../api/types";
import type { Lobby } from "../../call/types";
import { useOffice } from "../../session/session";
import { HomeLink } from "./HomeLink";
import { Notice } from "./Notice";
import "./lobby.css";

/** What a nervous person needs while they wait: that they are in the right place, and that there is nothing to do. */
export function LobbyWords({ lobby: { officeHere, held }, pressed }: { lobby: Lobby; pressed: boolean }) {
  return (
    <div className="lobby-words">
      <p>
        <strong>
          {held ? (
            <Trans>Your interviewer asks you to wait a little</Trans>
          ) : officeHere ? (
            <Trans>Your interviewer is here and will let you in</Trans>
          ) : (
            <Trans>Nobody is here yet: you do not have to do anything</Trans>
          )}
        </strong>
      </p>
      {held?.message ? <blockquote>{held.message}</blockquote> : null}
      <p className="quiet">
        <NextStep officeHere={officeHere} pressed={pressed} />
      </p>
    </div>
  );
}

function NextStep({ officeHere, pressed }: { officeHere: boolean; pressed: boolean }) {
  const office = useOffice()?.name;
  if (pressed && office) {
    return <Trans>{office} will let you in. Your call then starts by itself.</Trans>;
  }
  if (pressed) return <Trans>You will be let in. Your call then starts by itself.</Trans>;
  return officeHere ? (
    <Trans>Stay on this page. Meanwhile you can look at your camera and press Start Call.</Trans>
  ) : (
    <Trans>Stay on this page: they see that you are waiting as soon as they come.</Trans>
  );
}

export function NotLetIn({ room }: { room: Room }) {
  return (
    <Notice
      state="not-let-in"
      urgent
      title={<Trans>You were not let in</Trans>}
      actions={<HomeLink role={room.me.role} />}
    >
      <p>
        <Trans>
          Your interviewer has not let you into this call. Your interview is still on your dashboard. If you
          think that this is a mistake, write to the office or call them.
        </Trans>
      </p>
    </Notice>
  );
}
