import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useState } from "react";
import { isApiError } from "../api/errors";
import { Banner } from "../ui/Banner";
import { LoadError } from "./LoadError";
import { OfficeContact } from "./OfficeContact";
import { RetryButton } from "./RetryButton";
import { SmallPage } from "./SmallPage";

/** Whether a server answered at all: then the connection is fine, and checking it would lead people astray. */
export function isAnswered(error: unknown): boolean {
  return isApiError(error) && error.status >= 500;
}

export function UnreachableTitle({ error }: { error: unknown }): ReactNode {
  return isAnswered(error) ? (
    <Trans>The server is in trouble</Trans>
  ) : (
    <Trans>The server cannot be reached</Trans>
  );
}

/** Instead of any page, where it is not even known who is signed in. */
export function Unreachable({ error, retry }: { error: unknown; retry: () => Promise<unknown> }) {
  const { t } = useLingui();
  return (
    <SmallPage title={t`Not reachable`} heading={<UnreachableTitle error={error} />}>
      <LoadError error={error} retry={retry} />
    </SmallPage>
  );
}

/** Instead of a page whose own code did not arrive: the server is away, or has a newer version by now. */
export function PageNotLoaded() {
  const { t } = useLingui();
  const [tries, setTries] = useState(0);
  useReloadOnceBack();
  const again = async () => {
    // A reload without a server would leave nothing of ours on the screen, the office's contact included.
    if (await isServerThere()) window.location.reload();
    else setTries((count) => count + 1);
  };
  return (
    <SmallPage title={t`Not loaded`} heading={<Trans>This page could not be loaded</Trans>}>
      <Banner tone="bad" role="alert" actions={<RetryButton retry={again} />}>
        <span key={tries}>
          {tries === 0 ? (
            <Trans>A part of it did not arrive. Check your connection, then try again.</Trans>
          ) : (
            <Trans>
              The server still cannot be reached. Check your connection; another network may help.
            </Trans>
          )}
        </span>{" "}
        <OfficeContact />
      </Banner>
    </SmallPage>
  );
}

const THERE_WITHIN_MS = 10_000;
const LOOK_AGAIN_MS = 5_000;

async function isServerThere(): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(THERE_WITHIN_MS);
    const { status } = await fetch(window.location.href, { method: "HEAD", cache: "no-store", signal });
    return status < 500;
  } catch {
    return false;
  }
}

/** Only where the server was away: with one that is there all along, loading again by itself might never end. */
function useReloadOnceBack(): void {
  useEffect(() => {
    let wasAway = false;
    let timer: number | undefined;
    let isGone = false;
    const look = async () => {
      const isThere = await isServerThere();
      if (isGone) return;
      if (isThere && wasAway) window.location.reload();
      if (isThere) return;
      wasAway = true;
      timer = window.setTimeout(look, LOOK_AGAIN_MS);
    };
    void look();
    return () => {
      isGone = true;
      window.clearTimeout(timer);
    };
  }, []);
}
