import { Trans } from "@lingui/react/macro";
import { errorWords } from "../api/words";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { OfficeContact } from "./OfficeContact";

/** Stands where a list or a page should be when it could not be loaded. */
export function LoadError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <Banner
      tone="bad"
      role="alert"
      actions={
        <Button onClick={retry}>
          <Trans>Try again</Trans>
        </Button>
      }
    >
      {errorWords(error)} <OfficeContact />
    </Banner>
  );
}
