import { Trans } from "@lingui/react/macro";
import { lazy, Suspense, useState } from "react";
import type { Room } from "../../api/types";
import type { DeviceControls, LocalMedia } from "../../call/types";
import { Skeleton } from "../../ui/Skeleton";

type Props = { call: DeviceControls; local: LocalMedia; room: Room };

/** Its code comes when it is asked for: Start Call must not wait for it. */
const RoomChecks = lazy(() =>
  import("../rehearsal/RoomChecks").catch((error) => {
    console.error(error);
    return { default: NotLoaded };
  }),
);

/** Folded, so that before an interview there is one thing to do. */
export function Checks(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <details className="green-checks" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <Trans>Check sound and connection</Trans>
      </summary>
      {open ? (
        <Suspense fallback={<Skeleton lines={3} />}>
          <RoomChecks {...props} />
        </Suspense>
      ) : null}
    </details>
  );
}

function NotLoaded() {
  return (
    <p className="error" role="alert">
      <Trans>This part did not arrive. You can start your call without it.</Trans>
    </p>
  );
}
