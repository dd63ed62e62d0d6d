import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../ui/Button";

type Props = {
  retry: () => Promise<unknown>;
  tone?: "primary";
  /** Nothing came of it, or it is done: the words beside it can be said anew. */
  onTried?: () => void;
};

/** Asks once at a time, and keeps the focus. */
export function RetryButton({ retry, tone, onTried }: Props) {
  const [asking, setAsking] = useState(false);
  const again = async () => {
    setAsking(true);
    await retry();
    setAsking(false);
    onTried?.();
  };
  return (
    <Button tone={tone} aria-disabled={asking || undefined} onClick={() => void again()}>
      <Trans>Try again</Trans>
    </Button>
  );
}
