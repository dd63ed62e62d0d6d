import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { ApplicationStatus, StudentApplication, StudentInterview } from "../../api/types";
import { Badge, type Tone } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { ChangeApplication, WithdrawApplication } from "./ChangeApplication";
import { type Outlook, outlook } from "./outlook";
import { PhaseSteps } from "./PhaseSteps";

type Props = { application: StudentApplication; interviews: readonly StudentInterview[] | undefined };

const TONES: Partial<Record<ApplicationStatus, Tone>> = { selected: "open" };

export function ApplicationRow({ application, interviews }: Props) {
  const { status } = application;
  return (
    <li className="student-row">
      <div>
        <p>
          <strong>{application.programme}</strong> <span className="quiet">· {application.cycle_name}</span>
        </p>
        <p className="small quiet">
          <StatusSentence outlook={outlook(application, interviews)} />
        </p>
        {status === "withdrawn" ? null : <PhaseSteps phase={application.cycle_phase} />}
        <OwnMoves application={application} />
      </div>
      <Badge tone={TONES[status]}>
        <StatusWord status={status} />
      </Badge>
    </li>
  );
}

/** While the cycle takes applications. A dialog that is open stays: the server says it when it is too late. */
function OwnMoves({ application }: { application: StudentApplication }) {
  const [open, setOpen] = useState<"change" | "withdraw" | null>(null);
  const close = () => setOpen(null);
  return (
    <>
      {application.editable ? (
        <div className="application-own">
          <Button small onClick={() => setOpen("change")}>
            <Trans>Change application</Trans>
          </Button>
          <Button small tone="plain" onClick={() => setOpen("withdraw")}>
            <Trans>Withdraw…</Trans>
          </Button>
        </div>
      ) : null}
      {open === "change" ? <ChangeApplication application={application} onClose={close} /> : null}
      {open === "withdraw" ? <WithdrawApplication application={application} onClose={close} /> : null}
    </>
  );
}

function StatusWord({ status }: { status: ApplicationStatus }) {
  switch (status) {
    case "submitted":
    case "set_aside":
      return <Trans>Submitted</Trans>;
    case "withdrawn":
      return <Trans>Withdrawn</Trans>;
    case "scored":
      return <Trans>Reviewed</Trans>;
    case "selected":
      return <Trans>Chosen for interview</Trans>;
    case "not_selected":
      return <Trans>Not chosen</Trans>;
  }
}

function StatusSentence({ outlook }: { outlook: Outlook }) {
  switch (outlook) {
    case "changeable":
      return <Trans>We have your application. You can change it as long as applications are open.</Trans>;
    case "waiting":
      return <Trans>We have your application. There is nothing you need to do now.</Trans>;
    case "reviewed":
      return <Trans>Your application has been reviewed. We tell you here when there is a decision.</Trans>;
    case "invited":
      return <Trans>You are invited to an interview. Its time appears on this page.</Trans>;
    case "past":
      return <Trans>Your interview is over. What comes next appears on this page.</Trans>;
    case "chosen":
      return <Trans>You were chosen for interview.</Trans>;
    case "not_chosen":
      return <Trans>We cannot invite you to an interview in this cycle. Thank you for applying.</Trans>;
    case "over":
      return <Trans>The results of this cycle are out. Please ask the office about your application.</Trans>;
    case "withdrawn":
      return <Trans>You withdrew this application.</Trans>;
  }
}
