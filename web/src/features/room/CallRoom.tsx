import { Trans, useLingui } from "@lingui/react/macro";
import { Activity, type ReactNode } from "react";
import type { Room } from "../../api/types";
import type { Call, CallSnapshot } from "../../call/types";
import { Announcer } from "./Announcer";
import { EndForEveryone } from "./EndForEveryone";
import { GreenRoom } from "./GreenRoom";
import { InCall } from "./InCall";
import { Leaving } from "./Leaving";
import { Knocking, NotLetIn } from "./Lobby";
import { isTroubled } from "./mediaProblems";
import { EndedByOffice, Moved, Removed } from "./notices";
import { OfficePanel } from "./OfficePanel";
import { PicturesProvider, useWarmPictures } from "./pictures";
import { Refused } from "./Refused";
import { RoomBar } from "./RoomBar";
import { namesOf, partners } from "./roomInfo";
import { AfterNotes, UnsavedNotes } from "./UnsavedNotes";
import { useCall } from "./useCall";
import { useFocusOn } from "./useFocusOn";
import { useMedia } from "./useMedia";
import { useNotesDraft } from "./useNotesDraft";
import { useWhen } from "./useWhen";

/** Below this the office's panel lies over the call; the same number as in call.css. */
const NARROW = "(max-width: 960px)";

/** One visit to an open room, from the green room to the end. `onAgain` starts another visit. */
export function CallRoom({ room, onAgain }: { room: Room; onAgain: () => void }) {
  const { call, snapshot } = useCall(room.id);
  const draft = useNotesDraft(room);
  const pictures = useWarmPictures(snapshot.others, snapshot.local.chosen.speaker);
  const narrow = useMedia(NARROW);
  const { phase } = snapshot;
  const panel = (further: ReactNode) =>
    room.office && draft ? (
      <OfficePanel room={room} office={room.office} draft={draft}>
        {further}
      </OfficePanel>
    ) : null;
  const notes = <UnsavedNotes draft={draft} />;

  switch (phase.tag) {
    case "loading":
    case "greenroom":
    case "waiting":
    case "connecting":
    case "connected": {
      const endForEveryone = (
        <EndForEveryone reachable={snapshot.signal === "open"} onConfirm={() => call.endForEveryone()} />
      );
      const knocking = room.office ? <Knocking call={call} snapshot={snapshot} /> : null;
      const inCall = phase.tag !== "loading" && phase.tag !== "greenroom";
      return (
        <PicturesProvider value={pictures}>
          {inCall ? null : (
            <BeforeCall call={call} snapshot={snapshot} room={room} panel={panel(null)} knocking={knocking} />
          )}
          {/* Laid ready unseen while people look at their cameras: the press then only has to show it. */}
          <Activity mode={inCall ? "visible" : "hidden"}>
            <InCall
              call={call}
              snapshot={snapshot}
              room={room}
              narrow={narrow}
              panel={inCall ? panel(endForEveryone) : null}
              knocking={inCall ? knocking : null}
            />
          </Activity>
          <Announcer snapshot={snapshot} />
        </PicturesProvider>
      );
    }
    case "ended":
      if (phase.why === "hung-up") return <Leaving role={room.me.role} draft={draft} />;
      if (phase.why === "not-let-in") return <NotLetIn room={room} />;
      if (phase.why === "removed") return <Removed room={room} notes={notes} />;
      return <EndedByOffice room={room} notes={notes} onReturn={onAgain} />;
    case "refused":
      return (
        <AfterNotes draft={draft}>
          <Refused room={room} code={phase.code} onAgain={onAgain} />
        </AfterNotes>
      );
    case "moved":
      return <Moved room={room} notes={notes} onTakeBack={() => call.takeBack()} />;
  }
}

type BeforeProps = {
  call: Call;
  snapshot: CallSnapshot;
  room: Room;
  panel: ReactNode;
  knocking: ReactNode;
};

function BeforeCall({ call, snapshot, room, panel, knocking }: BeforeProps) {
  const { i18n } = useLingui();
  const heading = useFocusOn<HTMLHeadingElement>("greenroom");
  const when = useWhen(room.time_zone, Date.parse(room.server_time));
  const names = namesOf(partners(room), i18n.locale);
  const minutes = room.duration_minutes;
  return (
    <>
      <RoomBar help={!isTroubled(snapshot)} />
      <main className="room-main">
        <h1 ref={heading} tabIndex={-1}>
          {room.me.role === "student" ? (
            <Trans>Your interview with {names}</Trans>
          ) : (
            <Trans>Interview with {names}</Trans>
          )}
        </h1>
        <p className="quiet num room-when">
          {when(room.interview_time)} · <Trans>{minutes} minutes</Trans>
        </p>
        {knocking}
        <GreenRoom call={call} snapshot={snapshot} room={room}>
          {panel ? <section className="card office green-office">{panel}</section> : null}
        </GreenRoom>
      </main>
    </>
  );
}
