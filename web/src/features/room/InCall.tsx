import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useRef, useState } from "react";
import type { Room } from "../../api/types";
import type { Call, CallSnapshot } from "../../call/types";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { CallClock } from "./CallClock";
import { CallControls } from "./CallControls";
import { ChatPanel } from "./ChatPanel";
import { namesOf, partners } from "./roomInfo";
import { Stage } from "./Stage";
import type { Shortcut } from "./shortcuts";
import { useChat } from "./useChat";
import { useFocusInside } from "./useFocusInside";
import { useFocusOn } from "./useFocusOn";
import { useLoaded } from "./useLoaded";
import { usePictureInPicture } from "./usePictureInPicture";
import { useShortcuts } from "./useShortcuts";
import { useWakeLock } from "./useWakeLock";
import "./call.css";

/** Neither Start Call nor the first picture waits for it, and a server that dies later takes it away no more. */
const AFTER_FIRST_PICTURE_MS = 1_000;
const loadLater = () => import("./LaterInCall").then((part) => part.LaterInCall);

type Props = {
  call: Call;
  snapshot: CallSnapshot;
  room: Room;
  /** The office's panel lies over the call. */
  narrow: boolean;
  panel: ReactNode;
  knocking: ReactNode;
};

/** The call: the other person is the page. */
export function InCall({ call, snapshot, room, narrow, panel, knocking }: Props) {
  const { t, i18n } = useLingui();
  const heading = useFocusOn<HTMLHeadingElement>("call");
  const [panelOpen, setPanelOpen] = useState(false);
  const chat = useChat(snapshot.chat);
  const panelCovers = narrow && panelOpen && panel !== null;
  const dock = useRef<HTMLDivElement>(null);
  const side = useFocusInside(panelCovers);
  const [details, setDetails] = useState(false);
  const Later = useLoaded(loadLater, AFTER_FIRST_PICTURE_MS);
  const [said, setSaid] = useState("");
  const pictureInPicture = usePictureInPicture(snapshot.others);
  useWakeLock();

  /** What a key did has to be said: the focus is not on the button that did it. */
  const act = (shortcut: Shortcut) => {
    const { microphone, camera } = snapshot.local;
    switch (shortcut) {
      case "microphone":
        call.setMicrophone(!microphone);
        return setSaid(microphone ? t`Microphone off` : t`Microphone on`);
      case "camera":
        call.setCamera(!camera);
        return setSaid(camera ? t`Camera off` : t`Camera on`);
      case "chat":
        return chat.open ? closeChat() : chat.toggle();
    }
  };
  const shortcuts = useShortcuts(act);

  const focusInDock = (toggle: string) => {
    // Only once the dock is no longer inert can it take the focus.
    requestAnimationFrame(() => dock.current?.querySelector<HTMLElement>(toggle)?.focus());
  };
  const closePanel = () => {
    setPanelOpen(false);
    focusInDock(".panel-toggle");
  };
  const closeChat = () => {
    chat.close();
    focusInDock(".chat-toggle");
  };
  const names = namesOf(partners(room), i18n.locale);
  return (
    <div className="call" data-theme="dark" data-phase={snapshot.phase.tag}>
      <main className="call-main" inert={panelCovers}>
        <header className="call-top">
          <h1 className="call-title" ref={heading} tabIndex={-1}>
            <Trans>Interview with {names}</Trans>
          </h1>
          {/* Pressed and done with: assistive technology still finds the button, and that it is disabled. */}
          <button type="button" className="hidden-visually" disabled>
            <Trans>Start Call</Trans>
          </button>
          <PhaseWords snapshot={snapshot} />
        </header>
        {knocking}
        <Stage snapshot={snapshot} room={room} />
        <div ref={dock} className="call-dock-place">
          <CallControls
            call={call}
            local={snapshot.local}
            panel={panel ? { open: panelOpen, toggle: () => setPanelOpen(!panelOpen) } : null}
            chat={chat}
            shortcuts={shortcuts.on}
            onDetails={Later && (() => setDetails(true))}
            pictureInPicture={pictureInPicture}
            onEnd={() => call.endCall()}
          />
        </div>
        <p className="hidden-visually" role="status">
          {said}
        </p>
      </main>
      {Later ? (
        <Later call={call} shortcuts={shortcuts} details={details} onClose={() => setDetails(false)} />
      ) : null}
      {chat.open ? <ChatPanel call={call} snapshot={snapshot} chat={chat} onClose={closeChat} /> : null}
      {panel ? (
        <aside
          ref={side}
          id="office-panel"
          className="call-side"
          aria-label={t`Applicant`}
          data-closed={panelOpen ? undefined : true}
          onKeyDown={(event) => {
            if (event.key === "Escape" && panelCovers && !isInDialog(event.target)) closePanel();
          }}
        >
          <div className="office">
            <Button className="office-close" onClick={closePanel}>
              <Trans>Back to the call</Trans>
            </Button>
            {panel}
          </div>
        </aside>
      ) : null}
    </div>
  );
}

/** A dialog over the panel has its own Escape. */
function isInDialog(target: EventTarget): boolean {
  return target instanceof Element && target.closest("dialog") !== null;
}

function PhaseWords({ snapshot: { phase, others } }: { snapshot: CallSnapshot }) {
  if (phase.tag !== "connected") {
    return <Badge>{phase.tag === "connecting" ? <Trans>Connecting</Trans> : <Trans>Waiting</Trans>}</Badge>;
  }
  return (
    <>
      <span className="call-safe">
        {others.some((other) => other.inCall && other.link === "connected") ? (
          <Badge tone="good">
            <Trans>Connected, encrypted</Trans>
          </Badge>
        ) : (
          <Badge tone="warn">
            <Trans>Interrupted</Trans>
          </Badge>
        )}
      </span>
      <CallClock since={phase.since} />
    </>
  );
}
