import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Banner } from "./Banner";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

type Props = {
  title: ReactNode;
  confirm: ReactNode;
  /** The button that leaves all as it is. */
  keep?: ReactNode;
  danger?: boolean;
  /** Where the question stays until it is done. */
  busy?: boolean;
  error?: ReactNode;
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks before what others notice, or what nothing brings back. */
export function ConfirmDialog(props: Props) {
  const { title, confirm, keep, danger, busy, error, onConfirm, onClose, children } = props;
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      {error && (
        <Banner tone="bad" role="alert">
          {error}
        </Banner>
      )}
      <div className="dialog-actions">
        <Button aria-disabled={busy || undefined} onClick={onClose}>
          {keep ?? <Trans>Close</Trans>}
        </Button>
        <Button tone={danger ? "danger" : "primary"} aria-disabled={busy || undefined} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
