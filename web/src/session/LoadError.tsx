import { useState } from "react";
import { errorWords } from "../api/words";
import { Banner } from "../ui/Banner";
import { OfficeContact } from "./OfficeContact";
import { RetryButton } from "./RetryButton";

/** Stands where a list or a page should be when it could not be loaded. */
export function LoadError({ error, retry }: { error: unknown; retry: () => Promise<unknown> }) {
  const [tries, setTries] = useState(0);
  return (
    <Banner
      tone="bad"
      role="alert"
      actions={<RetryButton retry={retry} onTried={() => setTries((count) => count + 1)} />}
    >
      {/* New after each try, so that the same words are read out again. */}
      <span key={tries}>{errorWords(error)}</span> <OfficeContact />
    </Banner>
  );
}
