import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";

type Props = {
  /** Only the server can show others out. */
  reachable: boolean;
  onConfirm: () => void;
};

/** Asks first: it takes others out of their conversation. */
export function EndForEveryone({ reachable, onConfirm }: Props) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button tone="danger" onClick={() => setAsking(true)}>
        <Trans>End for everyone</Trans>
      </Button>
      {asking ? (
        <Dialog title={<Trans>End the call for everyone?</Trans>} onClose={() => setAsking(false)}>
          <p role="status">
            {reachable ? (
              <Trans>
                All who are in the call are shown out. The room itself stays open, so you can meet again; the
                interview keeps its status until you change it.
              </Trans>
            ) : (
              <Trans>
                The server cannot be reached at the moment, so nobody else can be shown out. It becomes
                possible again by itself; End Call ends the call for you alone.
              </Trans>
            )}
          </p>
          <div className="dialog-actions">
            <Button onClick={() => setAsking(false)}>
              <Trans>Keep talking</Trans>
            </Button>
            <Button tone="danger" aria-disabled={!reachable} onClick={onConfirm}>
              <Trans>End for everyone</Trans>
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
