import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { StudentInterview } from "../../api/types";
import { useServerNow } from "../../api/useServerNow";
import { clockTime, longDay, timeBeside, zoneName } from "../../ui/datetime";
import { JoinButton } from "../interviews/JoinButton";
import { joinState } from "../interviews/joinState";
import { namesOf } from "../room/roomInfo";
import { AnotherTime } from "./AnotherTime";
import { Attendance } from "./Attendance";
import { endOf } from "./arrange";
import { headline } from "./headline";
import { KnownInterviewer } from "./KnownInterviewer";
import { RehearsalLink } from "./RehearsalLink";

type Props = { interview: StudentInterview; zone: string };

/** The one thing to do on this page. */
export function NextInterview({ interview, zone }: Props) {
  const { i18n } = useLingui();
  const start = Date.parse(interview.interview_time);
  const now = useServerNow(
    start,
    endOf(interview),
    Date.parse(interview.opens_at),
    Date.parse(interview.closes_at),
  );
  const names = namesOf([interview.lead, ...interview.panel], i18n.locale);
  const minutes = interview.duration_minutes;
  const officeZone = interview.time_zone;
  return (
    <section className="card next-interview" aria-labelledby="next-interview">
      <div>
        <h2 className="quiet small next-label" id="next-interview">
          <Trans>Your next interview</Trans> · {interview.programme}
        </h2>
        <p className="next-when num">
          <HeadlineWords interview={interview} zone={zone} now={now} />
        </p>
        <p className="quiet num">
          {longDay(start, zone, now)}, {clockTime(start, zone)} {zoneName(zone)}
          {officeZone === zone ? null : (
            <>
              {" · "}
              <Trans>{timeBeside(start, officeZone, zone, now)} (the office)</Trans>
            </>
          )}
          {" · "}
          <Trans>
            {minutes} minutes with {names}
          </Trans>
        </p>
      </div>
      <div className="next-actions">
        <JoinButton interview={interview} zone={zone} />
        <RehearsalLink interview={interview} zone={zone} />
      </div>
      <Attendance interview={interview} />
      <AnotherTime interview={interview} zone={zone} />
      <KnownInterviewer interview={interview} />
      {joinState(interview, now).tag === "open" ? (
        <p className="small quiet">
          <Trans>
            The room is open until 24 hours after the start. You can go in early; your interviewer will see
            that you are there.
          </Trans>
        </p>
      ) : null}
    </section>
  );
}

/** "Today at 19:00", "In 9 days": the full date stands below it. */
function HeadlineWords({ interview, zone, now }: Props & { now: number }) {
  const start = Date.parse(interview.interview_time);
  const time = clockTime(start, zone);
  const line = headline(start, endOf(interview), now, zone);
  switch (line.tag) {
    case "now":
      return <Trans>Now, since {time}</Trans>;
    case "today":
      return <Trans>Today at {time}</Trans>;
    case "tomorrow":
      return <Trans>Tomorrow at {time}</Trans>;
    case "ahead":
      return <Plural value={line.days} one="In # day" other="In # days" />;
    case "past":
      return <Trans>The room is still open</Trans>;
  }
}
