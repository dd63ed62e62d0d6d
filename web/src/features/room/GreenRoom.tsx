import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Room } from "../../api/types";
import type { Call, CallSnapshot, DeviceControls, LocalMedia } from "../../call/types";
import { OfficeContact } from "../../session/OfficeContact";
import { Button } from "../../ui/Button";
import { CannotHear } from "./CannotHear";
import { Checks } from "./Checks";
import { DeviceSelect } from "./DeviceSelect";
import { Icon } from "./Icon";
import { InLobby } from "./Lobby";
import { MediaProblems } from "./MediaProblems";
import { MicrophoneMeter } from "./MicrophoneMeter";
import { isTroubled } from "./mediaProblems";
import { everyoneElse } from "./roomInfo";
import { SelfView } from "./SelfView";
import { OutOfReach, SignalWords } from "./SignalWords";
import { canChooseSpeaker } from "./support";
import { WhoIsHere } from "./WhoIsHere";
import "./green.css";

type Props = { call: Call; snapshot: CallSnapshot; room: Room; children?: ReactNode };

/** Before the call: look at yourself, choose devices, see who is here, press Start Call. */
export function GreenRoom({ call, snapshot, room, children }: Props) {
  const { local, phase } = snapshot;
  const pressed = phase.tag === "greenroom" && phase.pressed;
  return (
    <div className="green">
      <Preview call={call} local={local} />
      <section className="card green-side">
        {snapshot.lobby ? (
          <InLobby snapshot={snapshot} />
        ) : (
          <WhoIsHere people={everyoneElse(room)} others={snapshot.others} />
        )}
        <MediaProblems call={call} local={local} />
        <CannotHear call={call} local={local} />
        <div className="green-trouble" role="status">
          {snapshot.signal === "reconnecting" ? (
            <p className="problem">
              <OutOfReach pressed={pressed} />
            </p>
          ) : null}
          {isTroubled(snapshot) ? (
            <p className="small quiet">
              <OfficeContact />
            </p>
          ) : null}
        </div>
        <Devices call={call} local={local} />
        <Button
          tone="primary"
          className="green-start"
          disabled={phase.tag === "loading"}
          // Who waits in the lobby keeps the focus for as long as that takes.
          aria-disabled={pressed || undefined}
          onClick={() => call.startCall()}
        >
          <Trans>Start Call</Trans>
        </Button>
        <div className="small quiet">
          <p role="status">
            <SignalWords snapshot={snapshot} pressed={pressed} />
          </p>
          <p>
            <Trans>Nothing is sent before you press Start Call. Nothing is recorded.</Trans>
          </p>
        </div>
        <Checks call={call} local={local} room={room} />
      </section>
      {children}
    </div>
  );
}

type DevicesProps = { call: DeviceControls; local: LocalMedia };

export function Preview({ call, local }: DevicesProps) {
  const { t } = useLingui();
  return (
    <section className="preview" aria-label={t`How the others will see you`}>
      <SelfView local={local}>
        <div className="preview-words">
          {local.settled ? (
            <p>
              <Trans>Your camera is off</Trans>
            </p>
          ) : (
            <p>
              <Trans>
                Your browser asks whether this page may use your camera and microphone. Choose “Allow”.
              </Trans>
            </p>
          )}
        </div>
      </SelfView>
      <div className="preview-bottom">
        <MicrophoneMeter call={call} />
        <button
          type="button"
          className="round"
          data-off={(local.settled && !local.microphone) || undefined}
          disabled={!local.settled}
          aria-label={local.microphone ? t`Mute microphone` : t`Unmute microphone`}
          onClick={() => call.setMicrophone(!local.microphone)}
        >
          <Icon name={local.microphone || !local.settled ? "microphone" : "microphone-off"} />
        </button>
        <button
          type="button"
          className="round"
          data-off={(local.settled && !local.camera) || undefined}
          disabled={!local.settled}
          aria-label={local.camera ? t`Turn camera off` : t`Turn camera on`}
          onClick={() => call.setCamera(!local.camera)}
        >
          <Icon name={local.camera || !local.settled ? "camera" : "camera-off"} />
        </button>
      </div>
    </section>
  );
}

export function Devices({ call, local }: DevicesProps) {
  const { t } = useLingui();
  const { devices, chosen } = local;
  return (
    <>
      <DeviceSelect
        label={t`Camera`}
        devices={devices.camera}
        chosen={chosen.camera}
        none={local.settled ? t`No camera` : t`Waiting for your permission`}
        onChoose={(id) => call.chooseDevice("camera", id)}
      />
      <DeviceSelect
        label={t`Microphone`}
        devices={devices.microphone}
        chosen={chosen.microphone}
        none={local.settled ? t`No microphone` : t`Waiting for your permission`}
        onChoose={(id) => call.chooseDevice("microphone", id)}
      />
      <DeviceSelect
        label={t`Speaker`}
        devices={canChooseSpeaker() ? devices.speaker : []}
        chosen={chosen.speaker ?? devices.speaker[0]?.id ?? null}
        none={t`The system’s speaker`}
        onChoose={(id) => call.chooseDevice("speaker", id)}
      />
    </>
  );
}
