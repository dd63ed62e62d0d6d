import { Trans } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import "../../laterWords";

/** Going back by accident, as a thumb does at the edge of a phone, ends no call: one entry of the history is kept to ask. */
export function BackQuestion({ onEnd }: { onEnd: () => void }) {
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    keepEntry();
    const move = () => setAsking(!isKept());
    window.addEventListener("popstate", move);
    return () => window.removeEventListener("popstate", move);
  }, []);

  if (!asking) return null;
  const stay = () => {
    keepEntry();
    setAsking(false);
  };
  return (
    <Dialog title={<Trans>Leave the call?</Trans>} onClose={stay}>
      <p>
        <Trans>You went back a page. The call goes on until you end it.</Trans>
      </p>
      <div className="dialog-actions">
        <Button onClick={stay}>
          <Trans>Stay in the call</Trans>
        </Button>
        <Button tone="danger" onClick={onEnd}>
          <Trans>End Call</Trans>
        </Button>
      </div>
    </Dialog>
  );
}

function isKept(): boolean {
  return history.state?.inCall === true;
}

/** A page that was reloaded during the call has it already. */
function keepEntry(): void {
  if (!isKept()) history.pushState({ inCall: true }, "");
}
