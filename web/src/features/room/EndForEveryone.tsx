import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";

/** Asks first: it takes others out of their conversation. */
export function EndForEveryone({ onConfirm }: { onConfirm: () => void }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button tone="danger" onClick={() => setAsking(true)}>
        <Trans>End for everyone</Trans>
      </Button>
      {asking ? (
        <Dialog title={<Trans>End the call for everyone?</Trans>} onClose={() => setAsking(false)}>
          <p>
            <Trans>
              All who are in the call are shown out. The room itself stays open, so you can meet again; the
              interview keeps its status until you change it.
            </Trans>
          </p>
          <div className="dialog-actions">
            <Button onClick={() => setAsking(false)}>
              <Trans>Keep talking</Trans>
            </Button>
            <Button tone="danger" onClick={onConfirm}>
              <Trans>End for everyone</Trans>
            </Button>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}
