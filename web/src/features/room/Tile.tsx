import { Trans, useLingui } from "@lingui/react/macro";
import type { Other } from "../../call/types";
import { RemoteVideo } from "./RemoteVideo";
import { StillConnecting } from "./StillConnecting";
import { type Tile as TileState, tileOf } from "./tiles";

type Props = {
  other: Other;
  alone: boolean;
  speaker: string | null;
  onBlocked: (key: string, play: (() => void) | null) => void;
};

/** One other person: picture, or in words why there is none. */
export function Tile({ other, alone, speaker, onBlocked }: Props) {
  const { t } = useLingui();
  const tile = tileOf(other);
  if (!tile) return null;
  const { name } = other.person;
  return (
    <section className="tile" aria-label={name} data-fill={alone || undefined}>
      <RemoteVideo
        stream={other.video}
        label={t`Video of ${name}`}
        speaker={speaker}
        testId="remote-video"
        peer={other.peer}
        dark={!showsPicture(tile)}
        onBlocked={onBlocked}
      />
      <TileWords tile={tile} name={name} />
      <p className="tile-name">
        {name}
        <Remarks other={other} tile={tile} />
      </p>
    </section>
  );
}

/** How they fare, in as few words as will do; nothing while all is well. */
function Remarks({ other: { media, condition }, tile }: { other: Other; tile: TileState }) {
  if (tile.tag === "lost" || tile.tag === "connecting") return null;
  return (
    <>
      {media.audio ? null : (
        <>
          {" · "}
          <Trans>microphone off</Trans>
        </>
      )}
      {condition.hidden ? (
        <>
          {" · "}
          <Trans>in another window</Trans>
        </>
      ) : null}
      {tile.tag !== "trouble" && condition.quality !== null && condition.quality !== "good" ? (
        <>
          {" · "}
          {condition.quality === "poor" ? <Trans>weak connection</Trans> : <Trans>unsteady connection</Trans>}
        </>
      ) : null}
    </>
  );
}

function showsPicture(tile: TileState): boolean {
  return tile.tag === "picture" || (tile.tag === "trouble" && tile.picture);
}

function TileWords({ tile, name }: { tile: TileState; name: string }) {
  switch (tile.tag) {
    case "picture":
    case "trouble":
      return null;
    case "camera-off":
      return (
        <div className="tile-words">
          <p>{name}</p>
          <p className="quiet">
            <Trans>Their camera is off. You can still talk.</Trans>
          </p>
        </div>
      );
    case "camera-paused":
      return (
        <div className="tile-words">
          <p>{name}</p>
          <p className="quiet">
            <Trans>
              The network takes sound alone for now. You can still talk; the picture comes back by itself.
            </Trans>
          </p>
        </div>
      );
    case "connecting":
      return <StillConnecting name={name} />;
    case "lost":
      return (
        <div className="tile-words">
          <p>
            <Trans>{name} lost the connection</Trans>
          </p>
          <p className="quiet">
            <Trans>Stay here: the call goes on by itself as soon as they are back.</Trans>
          </p>
        </div>
      );
  }
}
