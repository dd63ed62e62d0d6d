import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { serverNow } from "../../api/serverClock";
import type { OfficeInterview } from "../../api/types";
import { longDay } from "../../ui/datetime";
import type { Day } from "./days";
import { InterviewRow } from "./InterviewRow";

type Props = {
  day: Day<OfficeInterview>;
  zone: string;
  actions: (interview: OfficeInterview, describedBy: string) => ReactNode;
};

/** One day: its heading and its interviews. */
export function DayTable({ day, zone, actions }: Props) {
  const start = day.interviews[0]?.interview_time ?? `${day.key}T00:00:00Z`;
  const name = longDay(start, zone, serverNow());
  return (
    <section className="day">
      <h3>{name}</h3>
      <div className="card">
        <table className="interviews">
          <caption className="hidden-visually">
            <Trans>Interviews on {name}</Trans>
          </caption>
          <thead className="hidden-visually">
            <tr>
              <th scope="col">
                <Trans>Time</Trans>
              </th>
              <th scope="col">
                <Trans>Applicant</Trans>
              </th>
              <th scope="col">
                <Trans>Interviewers</Trans>
              </th>
              <th scope="col">
                <Trans>Status</Trans>
              </th>
              <th scope="col">
                <Trans>Room</Trans>
              </th>
              <th scope="col">
                <Trans>Actions</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            {day.interviews.map((interview) => (
              <InterviewRow
                key={interview.id}
                interview={interview}
                zone={zone}
                actions={(describedBy) => actions(interview, describedBy)}
              />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
