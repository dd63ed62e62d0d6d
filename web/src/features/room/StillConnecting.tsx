import { Trans } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { OfficeContact } from "../../session/OfficeContact";

const LONG_MS = 10_000;

/** Never a bare "connecting": after a while it says what a person can do. */
export function StillConnecting({ name }: { name: string }) {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLong(true), LONG_MS);
    return () => window.clearTimeout(timer);
  }, []);
  return (
    <div className="tile-words" role="status">
      <p>
        <Trans>Connecting to {name}</Trans>
      </p>
      <p className="quiet">
        {long ? (
          <>
            <Trans>
              This takes longer than usual. It is still being tried. Another network, for example a phone’s
              hotspot, often helps; or load this page again.
            </Trans>{" "}
            <OfficeContact />
          </>
        ) : (
          <Trans>Picture and sound come in a moment.</Trans>
        )}
      </p>
    </div>
  );
}
