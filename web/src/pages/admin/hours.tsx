import "../../officeWords";
import "../../timesWords";
import { Trans, useLingui } from "@lingui/react/macro";
import { PersonsHours, useHours } from "../../features/hours/PersonsHours";
import { Page } from "../../session/Page";

export default function HoursOfPerson({ params }: { params: { id: string } }) {
  const { t } = useLingui();
  const { data } = useHours(params.id);
  return (
    <Page
      title={data ? t`Hours of ${data.person.name}` : t`Hours`}
      lead={<Trans>When they can interview. They see and change the same.</Trans>}
      className="narrow"
    >
      <PersonsHours personId={params.id} />
    </Page>
  );
}
