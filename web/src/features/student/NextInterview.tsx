import { Trans, useLingui } from "@lingui/react/macro";
import type { StudentInterview } from "../../api/types";
import { useServerNow } from "../../api/useServerNow";
import { clockTime, dayKey, longDay, timeBeside, zoneName } from "../../ui/datetime";
import { JoinButton } from "../interviews/JoinButton";
import { joinState } from "../interviews/joinState";
import { namesOf } from "../room/roomInfo";
import { Attendance } from "./Attendance";
import { endOf } from "./arrange";

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
          <Headline interview={interview} zone={zone} now={now} />
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
      </div>
      <Attendance interview={interview} />
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

/** "Today at 19:00", "Tomorrow at 09:00", else the day. */
function Headline({ interview, zone, now }: Props & { now: number }) {
  const start = Date.parse(interview.interview_time);
  const time = clockTime(start, zone);
  if (now >= start && now < endOf(interview)) return <Trans>Now, since {time}</Trans>;
  const day = dayKey(start, zone);
  if (day === dayKey(now, zone)) return <Trans>Today at {time}</Trans>;
  if (now < start && day === tomorrow(now, zone)) return <Trans>Tomorrow at {time}</Trans>;
  const name = longDay(start, zone, now);
  return (
    <Trans>
      {name} at {time}
    </Trans>
  );
}

/** By the calendar, not by 24 hours: a day can have 23 or 25. */
function tomorrow(now: number, zone: string): string {
  const [year, month, day] = dayKey(now, zone).split("-").map(Number);
  return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, (day ?? 0) + 1)).toISOString().slice(0, 10);
}
