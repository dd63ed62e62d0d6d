import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { errorWords } from "../api/words";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Dialog } from "../ui/Dialog";

type Props = {
  title: ReactNode;
  confirm: ReactNode;
  /** The button that leaves all as it is. */
  keep?: ReactNode;
  danger?: boolean;
  /** The mutation, where the question stays until it is done. */
  doing?: { isPending: boolean; error: unknown };
  onConfirm: () => void;
  onClose: () => void;
  children: ReactNode;
};

/** Asks before what others notice, or what nothing brings back. */
export function ConfirmDialog(props: Props) {
  const { title, confirm, keep, danger, doing, onConfirm, onClose, children } = props;
  const busy = doing?.isPending || undefined;
  return (
    <Dialog title={title} onClose={onClose}>
      {children}
      {doing?.error ? (
        <Banner tone="bad" role="alert">
          {errorWords(doing.error)}
        </Banner>
      ) : null}
      <div className="dialog-actions">
        <Button aria-disabled={busy} onClick={onClose}>
          {keep ?? <Trans>Close</Trans>}
        </Button>
        <Button tone={danger ? "danger" : "primary"} aria-disabled={busy} onClick={onConfirm}>
          {confirm}
        </Button>
      </div>
    </Dialog>
  );
}
