import { Trans } from "@lingui/react/macro";
import type { CallSnapshot } from "../../call/types";

type Props = { snapshot: Pick<CallSnapshot, "signal" | "phase" | "lobby">; pressed: boolean };

/** What Start Call waits for. Where the server is out of reach, that stands above, with other trouble. */
export function SignalWords({ snapshot, pressed }: Props) {
  // Who has pressed has used the page: it is on its way back.
  if (snapshot.signal === "paused" && !pressed) {
    return <Trans>This page was paused, because it is open many times. Press anywhere to continue.</Trans>;
  }
  // The lobby has words of its own.
  if (pressed && snapshot.lobby) return null;
  if (pressed) return <Trans>Starting your call…</Trans>;
  if (snapshot.phase.tag === "loading") return <Trans>Opening the room…</Trans>;
  return null;
}

/** Before the call: a page that lost the server, and what that means for Start Call. */
export function OutOfReach({ pressed }: { pressed: boolean }) {
  return pressed ? (
    <Trans>
      The server cannot be reached at the moment. This page keeps trying, and then your call starts by itself.
      Another network, for example a phone’s hotspot, may help.
    </Trans>
  ) : (
    <Trans>
      The server cannot be reached at the moment. This page keeps trying. Another network, for example a
      phone’s hotspot, may help.
    </Trans>
  );
}
