import { Trans } from "@lingui/react/macro";
import { serverNow } from "../../api/serverClock";
import type { StudentInterview } from "../../api/types";
import { ButtonLink } from "../../ui/Button";
import { when } from "../../ui/datetime";

/** The way to the check of devices and connection, and how the last one went. */
export function RehearsalLink({ interview, zone }: { interview: StudentInterview; zone: string }) {
  const { verdict, result } = interview.rehearsal;
  return (
    <div className="rehearsal-link">
      <ButtonLink href={`/student/rehearsal/${interview.id}`}>
        <Trans>Check your devices and connection</Trans>
      </ButtonLink>
      {result ? (
        <p className="small quiet">
          {verdict === "ready" ? (
            <Trans>Checked {when(result.checked_at, zone, serverNow())}: you are ready.</Trans>
          ) : (
            <Trans>Checked {when(result.checked_at, zone, serverNow())}: please look at it again.</Trans>
          )}
        </p>
      ) : null}
    </div>
  );
}
