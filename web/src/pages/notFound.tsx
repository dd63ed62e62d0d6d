import { Trans, useLingui } from "@lingui/react/macro";
import { OfficeContact } from "../session/OfficeContact";
import { Page } from "../session/Page";
import { ButtonLink } from "../ui/Button";

export default function NotFound() {
  const { t } = useLingui();
  return (
    <Page title={t`Page not found`} heading={t`There is nothing here`}>
      <div className="stack">
        <p>
          <Trans>The address may be mistyped, or the page may be gone.</Trans> <OfficeContact />
        </p>
        <p>
          <ButtonLink tone="primary" href="/">
            <Trans>Go to the start page</Trans>
          </ButtonLink>
        </p>
      </div>
    </Page>
  );
}
