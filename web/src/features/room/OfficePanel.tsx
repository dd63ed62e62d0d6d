import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Room } from "../../api/types";
import { Notes } from "./Notes";
import type { NotesDraft } from "./notesDraft";
import { useWhen } from "./useWhen";

const SHORT_STATEMENT = 220;

type Props = { room: Room; office: NonNullable<Room["office"]>; draft: NotesDraft; children?: ReactNode };

/** What the office has about the applicant, and the notes. Students never receive any of it. */
export function OfficePanel({ room, office, draft, children }: Props) {
  const { i18n } = useLingui();
  const { application } = office;
  const when = useWhen(room.time_zone, Date.parse(room.server_time));
  const minutes = room.duration_minutes;
  return (
    <>
      <div>
        <h2>{application.student.name}</h2>
        <p className="small quiet num">
          {when(room.interview_time)} · <Trans>{minutes} minutes</Trans>
        </p>
      </div>
      <dl className="office-facts">
        <dt>
          <Trans>Programme</Trans>
        </dt>
        <dd>{application.programme}</dd>
        <dt>
          <Trans>Cycle</Trans>
        </dt>
        <dd>{office.cycle.name}</dd>
        {application.school ? (
          <>
            <dt>
              <Trans>School</Trans>
            </dt>
            <dd>{application.school}</dd>
          </>
        ) : null}
        {application.score !== null ? (
          <>
            <dt>
              <Trans>Score</Trans>
            </dt>
            <dd className="num">{i18n.number(application.score)}</dd>
          </>
        ) : null}
      </dl>
      <Statement text={application.statement} />
      <Notes draft={draft} />
      {children}
    </>
  );
}

function Statement({ text }: { text: string }) {
  if (!text) return null;
  if (text.length <= SHORT_STATEMENT) return <p className="office-statement">{text}</p>;
  return (
    <details className="office-statement">
      <summary>
        <Trans>Read the statement</Trans>
      </summary>
      {text}
    </details>
  );
}
