import "../../timesWords";
import { Trans, useLingui } from "@lingui/react/macro";
import { PersonsHours } from "../../features/hours/PersonsHours";
import { Page } from "../../session/Page";

export default function OwnHours() {
  const { t } = useLingui();
  return (
    <Page
      title={t`Your hours`}
      lead={<Trans>When you can interview. The office sees them.</Trans>}
      className="narrow"
    >
      <PersonsHours personId={null} />
    </Page>
  );
}
