import { Trans } from "@lingui/react/macro";
import type { CallSnapshot } from "../../call/types";
import { OfficeContact } from "../../session/OfficeContact";
import { Badge } from "../../ui/Badge";
import { screenFailed } from "./mediaProblems";
import { isOurCameraPaused, type Missing, missingFor, type Tile, tileOf } from "./tiles";

/** Small, on top of the picture: the call goes on meanwhile. The live region says the same words once. */
export function CallBanners({ snapshot }: { snapshot: CallSnapshot }) {
  const { local } = snapshot;
  const live = snapshot.phase.tag === "connected";
  return (
    <div className="call-banners">
      {snapshot.sessionLost ? (
        <p className="call-banner">
          <Badge tone="warn">
            <Trans>You are signed out</Trans>
          </Badge>
          <Trans>
            Your call goes on; do not reload this page.{" "}
            <a href="/login" target="_blank" rel="noreferrer">
              Sign in again in another tab
            </a>
          </Trans>
        </p>
      ) : snapshot.signal === "reconnecting" ? (
        <p className="call-banner">
          <Badge tone="warn">
            <Trans>Reconnecting to the server</Trans>
          </Badge>
          {live ? <Trans>Your call goes on.</Trans> : <Trans>Stay here.</Trans>}
        </p>
      ) : null}
      {snapshot.others.map((other) => {
        const tile = tileOf(other);
        if (tile?.tag !== "trouble") return null;
        const { name } = other.person;
        return (
          <p className="call-banner" key={other.peer}>
            <Badge tone={tile.failed ? "bad" : "warn"}>
              <Trans>Interrupted</Trans>
            </Badge>
            {tile.failed ? (
              <Trans>
                The connection to {name} is still interrupted. We keep trying; another network may help.
              </Trans>
            ) : (
              <Trans>
                The connection to {name} is interrupted. We keep trying; you need not do anything.
              </Trans>
            )}
          </p>
        );
      })}
      {snapshot.others.map((other) => {
        const missing = missingFor(other, local);
        return missing ? <MissingBanner key={other.peer} missing={missing} name={other.person.name} /> : null;
      })}
      {isOurCameraPaused(snapshot.others) ? (
        <p className="call-banner">
          <Badge tone="warn">
            <Trans>Sound only</Trans>
          </Badge>
          <Trans>The network is too slow for your camera. It comes back by itself.</Trans>
        </p>
      ) : null}
      {local.screen ? (
        <p className="call-banner">
          <Badge tone="open">
            <Trans>You share your screen</Trans>
          </Badge>
        </p>
      ) : null}
      {local.problems.camera || local.problems.microphone ? <DeviceBanner local={local} /> : null}
      {screenFailed(local) ? (
        <p className="call-banner">
          <Badge tone="warn">
            <Trans>Screen not shared</Trans>
          </Badge>
          <Trans>Your browser could not share it. Try again, or choose another window.</Trans>
        </p>
      ) : null}
      {isFailing(snapshot) ? (
        <p className="call-banner">
          <OfficeContact />
        </p>
      ) : null}
    </div>
  );
}

function MissingBanner({ missing, name }: { missing: Exclude<Missing, null>; name: string }) {
  return (
    <p className="call-banner">
      <Badge tone="warn">{missing === "picture" ? <Trans>Not seen</Trans> : <Trans>Not heard</Trans>}</Badge>
      {missing === "both" ? (
        <Trans>{name} neither hears nor sees you. We are repairing it.</Trans>
      ) : missing === "sound" ? (
        <Trans>{name} does not hear you. We are repairing it.</Trans>
      ) : (
        <Trans>{name} hears you and does not see you. We are repairing it.</Trans>
      )}
    </p>
  );
}

/** Once for all that fails; who waits has the contact beside the words that say for whom. */
function isFailing({ sessionLost, signal, local: { problems }, others }: CallSnapshot): boolean {
  const tiles = others.map(tileOf).filter((tile) => tile !== null);
  if (tiles.length === 0) return false;
  const alone =
    sessionLost || signal === "reconnecting" || problems.camera !== null || problems.microphone !== null;
  return alone || tiles.some(isLost);
}

function isLost(tile: Tile): boolean {
  return tile.tag === "trouble" || tile.tag === "lost";
}

function DeviceBanner({ local }: Pick<CallSnapshot, "local">) {
  const { camera, microphone } = local.problems;
  return (
    <p className="call-banner">
      <Badge tone="warn">{microphone ? <Trans>No microphone</Trans> : <Trans>No camera</Trans>}</Badge>
      {microphone && camera ? (
        <Trans>The others neither hear nor see you.</Trans>
      ) : microphone ? (
        <Trans>The others do not hear you.</Trans>
      ) : local.microphone ? (
        <Trans>The others hear you but do not see you.</Trans>
      ) : (
        <Trans>The others do not see you.</Trans>
      )}
    </p>
  );
}
