import { Trans, useLingui } from "@lingui/react/macro";
import type { Call, LocalMedia } from "../../call/types";
import { Icon } from "./Icon";
import { canShareScreen } from "./support";

type Props = {
  call: Call;
  local: LocalMedia;
  /** Only the office has a panel to open. */
  panel: { open: boolean; toggle: () => void } | null;
  onEnd: () => void;
};

/** Names change with the state, so that a screen reader hears what a press would do. */
export function CallControls({ call, local, panel, onEnd }: Props) {
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
