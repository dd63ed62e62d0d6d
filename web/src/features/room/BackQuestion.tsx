import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { useTraversal } from "../../ui/useTraversal";
import "../../laterWords";

/** Going back by accident, as a thumb does at the edge of a phone, ends no call. */
export function BackQuestion({ onEnd }: { onEnd: () => void }) {
  const [asking, setAsking] = useState(false);
  useTraversal(true, (event) => {
    event.preventDefault();
    setAsking(true);
  });
  if (!asking) return null;
  return (
    <ConfirmDialog
      title={<Trans>Leave the call?</Trans>}
      keep={<Trans>Stay in the call</Trans>}
      confirm={<Trans>End Call</Trans>}
      danger
      onConfirm={onEnd}
      onClose={() => setAsking(false)}
    >
      <p>
        <Trans>You went back a page. The call goes on until you end it.</Trans>
      </p>
    </ConfirmDialog>
  );
}
