import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { listOwnInterviews } from "../../api/interviewerApi";
import { serverNow } from "../../api/serverClock";
import type { OfficeInterview } from "../../api/types";
import { DayTable } from "../../features/interviews/DayTable";
import { byDay } from "../../features/interviews/days";
import { OwnRowActions } from "../../features/interviews/OwnRowActions";
import { LoadError } from "../../session/LoadError";
import { Page } from "../../session/Page";
import { lookAgain } from "../../session/queryClient";
import { useMe } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { dayKey } from "../../ui/datetime";
import { Skeleton } from "../../ui/Skeleton";
import { startOfDay } from "../../ui/wallTime";
import "../../features/interviews/interviews.css";

export default function InterviewerDashboard() {
  const { t } = useLingui();
  return (
    <Page title={t`Your interviews`} lead={<Trans>Those you lead or sit in on.</Trans>}>
      <OwnInterviews />
    </Page>
  );
}

function OwnInterviews() {
  const { time_zone: zone } = useMe();
  const [today] = useState(() => Date.parse(startOfDay(dayKey(serverNow(), zone), zone)));
  const list = useQuery({
    queryKey: ["own-interviews"],
    queryFn: () => listOwnInterviews(),
    refetchInterval: lookAgain(20_000),
  });
  const trouble = useTrouble(list);
  if (trouble) return <LoadError error={trouble} retry={list.refetch} />;
  if (!list.data) return <Skeleton lines={6} />;
  const interviews = [...list.data.items].sort((a, b) => a.interview_time.localeCompare(b.interview_time));
  const ahead = interviews.filter((one) => Date.parse(one.interview_time) >= today);
  const earlier = interviews.filter((one) => Date.parse(one.interview_time) < today).reverse();
  return (
    <>
      {ahead.length === 0 && (
        <p className="card empty">
          <Trans>
            Nothing is ahead. When the office puts you on an interview, it appears here by itself.
          </Trans>
        </p>
      )}
      <Part title={<Trans>Today and later</Trans>} interviews={ahead} zone={zone} />
      <Part title={<Trans>Earlier</Trans>} interviews={earlier} zone={zone} />
    </>
  );
}

function Part(props: { title: React.ReactNode; interviews: readonly OfficeInterview[]; zone: string }) {
  if (props.interviews.length === 0) return null;
  return (
    <section className="list-part">
      <h2>{props.title}</h2>
      {byDay(props.interviews, props.zone).map((day) => (
        <DayTable
          key={day.key}
          day={day}
          zone={props.zone}
          actions={(interview, describedBy) => (
            <OwnRowActions interview={interview} describedBy={describedBy} />
          )}
        />
      ))}
    </section>
  );
}
