import { Trans, useLingui } from "@lingui/react/macro";
import { useCallback, useState } from "react";
import type { Room } from "../../api/types";
import type { CallSnapshot, Other } from "../../call/types";
import { Button } from "../../ui/Button";
import { CallBanners } from "./CallBanners";
import { RemoteVideo } from "./RemoteVideo";
import { SelfView } from "./SelfView";
import { Tile } from "./Tile";
import { tileOf } from "./tiles";
import { WaitingForOthers } from "./WaitingForOthers";
import "./stage.css";

type Plays = ReadonlyMap<string, () => void>;

/** The other people, or in words why there is nobody to see. */
export function Stage({ snapshot, room }: { snapshot: CallSnapshot; room: Room }) {
  const { t } = useLingui();
  const [blocked, setBlocked] = useState<Plays>(new Map());
  const onBlocked = useCallback((key: string, play: (() => void) | null) => {
    setBlocked((before) => withPlay(before, key, play));
  }, []);

  const inCall = snapshot.others.filter((other) => tileOf(other) !== null);
  const sharing = inCall.find((other) => other.media.screen && other.screen !== null);
  const speaker = snapshot.local.chosen.speaker;
  return (
    <section className="call-stage" aria-label={t`Call`} data-sharing={sharing ? true : undefined}>
      {sharing ? <SharedScreen other={sharing} speaker={speaker} onBlocked={onBlocked} /> : null}
      {inCall.length > 0 ? (
        <div className="call-tiles" data-count={inCall.length}>
          {inCall.map((other) => (
            <Tile
              key={other.peer}
              other={other}
              alone={inCall.length === 1 && !sharing}
              speaker={speaker}
              onBlocked={onBlocked}
            />
          ))}
        </div>
      ) : (
        <WaitingForOthers snapshot={snapshot} room={room} />
      )}
      <div className="call-self">
        <SelfView local={snapshot.local} />
      </div>
      <CallBanners snapshot={snapshot} />
      {blocked.size > 0 ? (
        <div className="call-play">
          <Button tone="primary" onClick={() => playAll(blocked)}>
            <Trans>Turn on picture and sound</Trans>
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function SharedScreen({
  other,
  speaker,
  onBlocked,
}: {
  other: Other;
  speaker: string | null;
  onBlocked: (key: string, play: (() => void) | null) => void;
}) {
  const { t } = useLingui();
  return (
    <RemoteVideo
      stream={other.screen}
      label={t`Screen of ${other.person.name}`}
      speaker={speaker}
      testId="remote-screen"
      peer={other.peer}
      className="call-screen"
      onBlocked={onBlocked}
    />
  );
}

function playAll(blocked: Plays): void {
  for (const play of blocked.values()) play();
}

function withPlay(before: Plays, key: string, play: (() => void) | null): Plays {
  if (play === null && !before.has(key)) return before;
  const after = new Map(before);
  if (play) after.set(key, play);
  else after.delete(key);
  return after;
}
