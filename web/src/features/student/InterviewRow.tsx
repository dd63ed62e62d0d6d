import { Trans, useLingui } from "@lingui/react/macro";
import { serverNow } from "../../api/serverClock";
import type { StudentInterview } from "../../api/types";
import { Badge } from "../../ui/Badge";
import { clockTime, longDay, timeBeside, zoneName } from "../../ui/datetime";
import { JoinButton } from "../interviews/JoinButton";
import { namesOf } from "../room/roomInfo";
import { AnotherTime } from "./AnotherTime";
import { Attendance } from "./Attendance";
import { KnownInterviewer } from "./KnownInterviewer";
import { RehearsalLink } from "./RehearsalLink";

type Props = { interview: StudentInterview; zone: string };

/** When and with whom, in one place for every list. */
function About({ interview, zone }: Props) {
  const { i18n } = useLingui();
  const now = serverNow();
  const start = interview.interview_time;
  const names = namesOf([interview.lead, ...interview.panel], i18n.locale);
  return (
    <>
      <p className="num">
        <strong>
          {longDay(start, zone, now)}, {clockTime(start, zone)}
        </strong>{" "}
        <span className="quiet">
          {zoneName(zone)}
          {interview.time_zone === zone ? null : ` · ${timeBeside(start, interview.time_zone, zone, now)}`}
        </span>
      </p>
      <p className="small quiet">
        <Trans>
          {interview.programme} with {names}
        </Trans>
      </p>
    </>
  );
}

export function LaterRow({ interview, zone }: Props) {
  return (
    <li className="student-row">
      <div className="student-parts">
        <About interview={interview} zone={zone} />
        <RehearsalLink interview={interview} zone={zone} />
        <Attendance interview={interview} />
        <AnotherTime interview={interview} zone={zone} />
        <KnownInterviewer interview={interview} />
      </div>
      <JoinButton interview={interview} zone={zone} primary={false} />
    </li>
  );
}

export function CancelledRow({ interview, zone }: Props) {
  return (
    <li className="student-row">
      <div>
        <About interview={interview} zone={zone} />
        <p className="small">
          <Trans>
            This interview does not take place: nobody will be in the room. A new time, if there is one,
            appears here.
          </Trans>
        </p>
      </div>
      <Badge tone="bad">
        <Trans>Cancelled</Trans>
      </Badge>
    </li>
  );
}

export function PastRow({ interview, zone }: Props) {
  return (
    <li className="student-row">
      <div>
        <About interview={interview} zone={zone} />
        <PastWords status={interview.status} />
      </div>
      {interview.status === "scheduled" ? (
        <JoinButton interview={interview} zone={zone} primary={false} />
      ) : (
        <PastBadge status={interview.status} />
      )}
    </li>
  );
}

function PastBadge({ status }: { status: Exclude<StudentInterview["status"], "scheduled"> }) {
  switch (status) {
    case "completed":
      return (
        <Badge tone="good">
          <Trans>Taken place</Trans>
        </Badge>
      );
    case "cancelled":
      return (
        <Badge>
          <Trans>Cancelled</Trans>
        </Badge>
      );
    case "no_show":
      return (
        <Badge tone="warn">
          <Trans>Missed</Trans>
        </Badge>
      );
  }
}

function PastWords({ status }: Pick<StudentInterview, "status">) {
  if (status !== "no_show") return null;
  return (
    <p className="small">
      <Trans>You did not meet. If that is wrong, or something kept you, tell the office.</Trans>
    </p>
  );
}
