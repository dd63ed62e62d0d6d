import { Trans } from "@lingui/react/macro";
import { type ReactNode, useId } from "react";
import type { OfficeInterview } from "../../api/types";
import { useServerNow } from "../../api/useServerNow";
import { clockTime, timeBeside, zoneName } from "../../ui/datetime";
import { JoinButton } from "./JoinButton";
import { RehearsalBadge } from "./RehearsalBadge";
import { AttendanceBadge, StatusBadge } from "./StatusBadge";

const AN_HOUR_MS = 3_600_000;

type Props = {
  interview: OfficeInterview;
  /** The reader's zone. */
  zone: string;
  /** What may be done; gets the id of the text that says whose interview it is. */
  actions: (describedBy: string) => ReactNode;
};

export function InterviewRow({ interview, zone, actions }: Props) {
  const who = useId();
  const now = useServerNow();
  const { student, lead, panel, interview_time: start, duration_minutes: minutes } = interview;
  // The student's time always, even where it is the reader's own: nobody has to work out whose it is.
  const others = [...new Set([student.time_zone, interview.time_zone])].filter((other) => other !== zone);
  return (
    <tr className="interview">
      <td className="interview-time num">
        <div className="interview-start">
          {clockTime(start, zone)} <span className="quiet">{zoneName(zone)}</span>
        </div>
        <div className="small quiet">
          <Trans>{minutes} min</Trans>
          {others.map((other) => ` · ${timeBeside(start, other, zone, now)}`)}
        </div>
      </td>
      <td>
        <div className="interview-who" id={who}>
          {student.name}
        </div>
        <div className="small quiet">{interview.programme}</div>
      </td>
      <td>
        <div>{lead.name}</div>
        {panel.length > 0 && (
          <div className="small quiet">{panel.map((person) => person.name).join(", ")}</div>
        )}
      </td>
      <td className="interview-state">
        <StatusBadge status={interview.status} />
        {interview.status === "scheduled" && <Answer interview={interview} />}
      </td>
      <td className="interview-join">
        <JoinButton
          interview={interview}
          zone={zone}
          person={student.name}
          primary={Math.abs(Date.parse(start) - now) < AN_HOUR_MS}
        />
      </td>
      <td className="interview-actions">{actions(who)}</td>
    </tr>
  );
}

/** What the student said about coming. */
function Answer({ interview }: { interview: OfficeInterview }) {
  const { attendance, attendance_message: message } = interview;
  return (
    <>
      {attendance && <AttendanceBadge attendance={attendance} />}
      {message && <q className="small quiet">{message}</q>}
      <RehearsalBadge rehearsal={interview.rehearsal} />
    </>
  );
}
