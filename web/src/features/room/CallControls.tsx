import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { Call, LocalMedia } from "../../call/types";
import { Icon } from "./Icon";
import { canShareScreen } from "./support";
import type { ChatState } from "./useChat";

type Props = {
  call: Call;
  local: LocalMedia;
  /** Only the office has a panel to open. */
  panel: { open: boolean; toggle: () => void } | null;
  chat: Pick<ChatState, "open" | "toggle" | "unread">;
  onEnd: () => void;
};

/** Names change with the state, so that a screen reader hears what a press would do. */
export function CallControls({ call, local, panel, chat, onEnd }: Props) {
  const { t } = useLingui();
  return (
    <div className="call-dock" role="toolbar" aria-label={t`Call controls`}>
      <button
        type="button"
        className="ctl"
        aria-label={local.microphone ? t`Mute microphone` : t`Unmute microphone`}
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
      <ChatButton chat={chat} />
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

function ChatButton({ chat: { open, toggle, unread } }: Pick<Props, "chat">) {
  return (
    <button
      type="button"
      className="ctl chat-toggle"
      aria-expanded={open}
      aria-controls={open ? "chat-panel" : undefined}
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
