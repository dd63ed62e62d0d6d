import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import { serverNow } from "../../api/serverClock";
import type { Me } from "../../api/types";
import { LoadError } from "../../session/LoadError";
import { useTrouble } from "../../session/useTrouble";
import { Badge } from "../../ui/Badge";
import { ButtonLink } from "../../ui/Button";
import { whenInZones } from "../../ui/datetime";
import { Skeleton } from "../../ui/Skeleton";
import { JoinButton } from "./JoinButton";
import { useInterviews } from "./queries";
import { RehearsalBadge } from "./RehearsalBadge";
import { AttendanceBadge } from "./StatusBadge";
import "./interviews.css";

const JUST_NOW_MS = 2 * 3_600_000;
const SHOWN = 3;

/** The caller's own next few, one that may still be running included. */
export function NextInterviews({ me }: { me: Me }) {
  const [from] = useState(() => new Date(serverNow() - JUST_NOW_MS).toISOString());
  const list = useInterviews({ admin_id: me.id, status: "scheduled", from, order: "asc", limit: SHOWN });
  const trouble = useTrouble(list);
  if (trouble) return <LoadError error={trouble} retry={list.refetch} />;
  if (!list.data) return <Skeleton lines={2} />;
  const next = list.data.pages.flatMap((page) => page.items).slice(0, SHOWN);
  if (next.length === 0) return <NoneAhead />;
  return (
    <ul className="card next-interviews">
      {next.map((interview) => (
        <li key={interview.id}>
          <div>
            <p className="interview-who">{interview.student.name}</p>
            <p className="small quiet">{interview.programme}</p>
          </div>
          <p className="num">
            {whenInZones(interview.interview_time, [me.time_zone, interview.student.time_zone], serverNow())}
          </p>
          <div className="interview-state">
            {interview.attendance ? (
              <AttendanceBadge attendance={interview.attendance} />
            ) : (
              <Badge>
                <Trans>No answer yet</Trans>
              </Badge>
            )}
            <RehearsalBadge rehearsal={interview.rehearsal} />
          </div>
          <JoinButton
            interview={interview}
            zone={me.time_zone}
            person={interview.student.name}
            primary={false}
          />
        </li>
      ))}
    </ul>
  );
}

function NoneAhead() {
  return (
    <div className="card empty">
      <p>
        <Trans>You lead no interview in the time ahead.</Trans>
      </p>
      <ButtonLink href="/admin/interviews">
        <Trans>See all interviews</Trans>
      </ButtonLink>
    </div>
  );
}
