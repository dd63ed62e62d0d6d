import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { Call, LocalMedia } from "../../call/types";
import { Icon } from "./Icon";
import { canShareScreen } from "./support";
import type { ChatState } from "./useChat";
import type { PictureInPicture } from "./usePictureInPicture";

type Props = {
  call: Call;
  local: LocalMedia;
  /** Only the office has a panel to open. */
  panel: { open: boolean; toggle: () => void } | null;
  chat: Pick<ChatState, "open" | "toggle" | "unread">;
  /** Single keys do what some of the buttons do. */
  shortcuts: boolean;
  /** Null until that part has arrived. */
  onDetails: (() => void) | null;
  pictureInPicture: PictureInPicture | null;
  onEnd: () => void;
};

/** Names change with the state, so that a screen reader hears what a press would do. */
export function CallControls(props: Props) {
  const { call, local, panel, chat, shortcuts, onDetails, pictureInPicture, onEnd } = props;
  const { t } = useLingui();
  return (
    <div className="call-dock" role="toolbar" aria-label={t`Call controls`}>
      <button
        type="button"
        className="ctl"
        aria-label={local.microphone ? t`Mute microphone` : t`Unmute microphone`}
        aria-keyshortcuts={shortcuts ? "M" : undefined}
        data-off={!local.microphone || undefined}
        onClick={() => call.setMicrophone(!local.microphone)}
      >
        <Icon name={local.microphone ? "microphone" : "microphone-off"} />
        {local.microphone ? <Trans>Mute</Trans> : <Trans>Unmute</Trans>}
      </button>
      <button
        type="button"
        className="ctl"
        aria-label={local.camera ? t`Turn camera off` : t`Turn camera on`}
        aria-keyshortcuts={shortcuts ? "V" : undefined}
        data-off={!local.camera || undefined}
        onClick={() => call.setCamera(!local.camera)}
      >
        <Icon name={local.camera ? "camera" : "camera-off"} />
        <Trans>Camera</Trans>
      </button>
      {canShareScreen() ? (
        <button
          type="button"
          className="ctl"
          aria-label={local.screen ? t`Stop sharing` : t`Share screen`}
          data-on={local.screen || undefined}
          onClick={() => (local.screen ? call.stopSharing() : call.shareScreen())}
        >
          <Icon name="screen" />
          {local.screen ? <Trans>Stop sharing</Trans> : <Trans>Share</Trans>}
        </button>
      ) : null}
      <ChatButton chat={chat} shortcuts={shortcuts} />
      {pictureInPicture ? <SmallWindowButton {...pictureInPicture} /> : null}
      {onDetails ? (
        <button type="button" className="ctl" aria-label={t`Connection details`} onClick={onDetails}>
          <Icon name="details" />
          <Trans>Details</Trans>
        </button>
      ) : null}
      {panel ? (
        <button
          type="button"
          className="ctl panel-toggle"
          aria-expanded={panel.open}
          aria-controls="office-panel"
          onClick={panel.toggle}
        >
          <Icon name="panel" />
          <Trans>Applicant</Trans>
        </button>
      ) : null}
      <button type="button" className="ctl ctl-end" onClick={onEnd}>
        <Icon name="hang-up" />
        <Trans>End Call</Trans>
      </button>
    </div>
  );
}

function SmallWindowButton({ on, toggle }: PictureInPicture) {
  const { t } = useLingui();
  return (
    <button
      type="button"
      className="ctl"
      aria-label={on ? t`Leave picture in picture` : t`Picture in picture`}
      data-on={on || undefined}
      onClick={toggle}
    >
      <Icon name="small-window" />
      <Trans>Picture</Trans>
    </button>
  );
}

function ChatButton({ chat: { open, toggle, unread }, shortcuts }: Pick<Props, "chat" | "shortcuts">) {
  return (
    <button
      type="button"
      className="ctl chat-toggle"
      aria-expanded={open}
      aria-controls={open ? "chat-panel" : undefined}
      aria-keyshortcuts={shortcuts ? "C" : undefined}
      onClick={toggle}
    >
      <Icon name="chat" />
      <span>
        <Trans>Chat</Trans>
        {unread > 0 ? (
          <>
            {" "}
            <span className="ctl-count num" aria-hidden="true">
              {unread}
            </span>
            <span className="hidden-visually">
              <Plural value={unread} one="# unread message" other="# unread messages" />
            </span>
          </>
        ) : null}
      </span>
    </button>
  );
}
