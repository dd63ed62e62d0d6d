import type { Call } from "../../call/types";
import { BackQuestion } from "./BackQuestion";
import { ConnectionDetails } from "./ConnectionDetails";
import type { Shortcuts } from "./shortcuts";

type Props = { call: Call; shortcuts: Shortcuts; details: boolean; onClose: () => void };

/** What of the call is only needed once it goes. */
export function LaterInCall({ call, details, ...rest }: Props) {
  return (
    <>
      <BackQuestion onEnd={() => call.endCall()} />
      {details ? <ConnectionDetails call={call} {...rest} /> : null}
    </>
  );
}
