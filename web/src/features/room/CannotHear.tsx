import { Trans } from "@lingui/react/macro";
import "./checks.css";
import type { DeviceControls, LocalMedia } from "../../call/types";
import { useHeard } from "./useHeard";

/** Said once nothing has come from the microphone for five seconds; goes with the first word. */
export function CannotHear({ call, local }: { call: DeviceControls; local: LocalMedia }) {
  const heard = useHeard(call, local);
  return (
    <div className="live" role="status">
      {heard === "silent" ? (
        <div className="problem" data-problem="not-heard">
          <strong>
            <Trans>We cannot hear you</Trans>
          </strong>
          <p>
            <Trans>
              Say a few words. If this stays: is the microphone switched on, also at the headphones? Is it the
              right one? Choose another one below.
            </Trans>
          </p>
        </div>
      ) : null}
    </div>
  );
}
