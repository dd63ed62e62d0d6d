import { Trans, useLingui } from "@lingui/react/macro";
import { Rehearsal } from "../../features/rehearsal/Rehearsal";
import { OfficeContact } from "../../session/OfficeContact";
import { Page } from "../../session/Page";
import "../../features/room/room.css";

/** `/student/rehearsal/{id}`: will camera, microphone, speaker and network do for this interview? */
export default function RehearsalPage({ params }: { params: { id: string } }) {
  const { t } = useLingui();
  return (
    <Page
      title={t`Check your devices and connection`}
      lead={<Trans>Nobody sees or hears you here. Only the result goes to the office.</Trans>}
      className="rehearsal-main"
    >
      <Rehearsal interviewId={params.id} />
      <p className="small quiet">
        <OfficeContact />
      </p>
    </Page>
  );
}
