import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { isApiError } from "../api/errors";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { LoadError } from "./LoadError";
import { OfficeContact } from "./OfficeContact";
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
export function Unreachable({ error, retry }: { error: unknown; retry: () => void }) {
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
  const again = async () => {
    try {
      // A reload without a server would leave nothing of ours on the screen, the office's contact included.
      await fetch(window.location.href, { method: "HEAD", cache: "no-store" });
      window.location.reload();
    } catch {
      setTries((count) => count + 1);
    }
  };
  return (
    <SmallPage title={t`Not loaded`} heading={<Trans>This page could not be loaded</Trans>}>
      <Banner
        key={tries}
        tone="bad"
        role="alert"
        actions={
          <Button onClick={() => void again()}>
            <Trans>Try again</Trans>
          </Button>
        }
      >
        {tries === 0 ? (
          <Trans>A part of it did not arrive. Check your connection, then try again.</Trans>
        ) : (
          <Trans>The server still cannot be reached. Check your connection; another network may help.</Trans>
        )}{" "}
        <OfficeContact />
      </Banner>
    </SmallPage>
  );
}
