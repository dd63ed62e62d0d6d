import "../../timesWords";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type OfferedTimes, offeredTimes } from "../../api/selfServiceApi";
import { serverNow } from "../../api/serverClock";
import { listMyInterviews } from "../../api/studentApi";
import { INTERVIEWS, timesKey } from "../../features/student/queries";
import { Joined } from "../../features/windows/Joined";
import { WaitListForm } from "../../features/windows/WaitListForm";
import { LoadError } from "../../session/LoadError";
import { OfficeContact } from "../../session/OfficeContact";
import { Page } from "../../session/Page";
import { lookAgain } from "../../session/queryClient";
import { useMe } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { Banner } from "../../ui/Banner";
import { when } from "../../ui/datetime";
import { Skeleton } from "../../ui/Skeleton";
import NotFound from "../notFound";
import "../../features/hours/hours.css";

/** As often as the server looks who can be given a time: whoever has joined may have theirs within seconds. */
const JOINED_AGAIN_MS = 5_000;
const LOOK_AGAIN_MS = 30_000;

/** `/student/wait-list/{interview id}`: which other times would suit, and what comes of it. */
export default function WaitListPage({ params }: { params: { id: string } }) {
  const { t } = useLingui();
  const offered = useQuery({
    queryKey: timesKey(params.id),
    queryFn: () => offeredTimes(params.id),
    // The form begins with what is stored now, and waits for it.
    refetchOnMount: "always",
  });
  const [joined, setJoined] = useState<{ before: string | undefined } | null>(null);
  const interviews = useQuery({
    queryKey: INTERVIEWS,
    queryFn: listMyInterviews,
    refetchInterval: lookAgain(joined ? JOINED_AGAIN_MS : LOOK_AGAIN_MS),
  });
  const ahead = interviews.data?.items.filter((one) => one.status === "scheduled");
  const interview = ahead && (ahead.find((one) => one.id === params.id) ?? null);
  const trouble = useTrouble(offered);
  if (joined) return <Joined before={joined.before} now={interview} />;
  if (offered.data?.offered === false) return <NotFound />;
  return (
    <Page
      title={t`Wait for another time`}
      lead={offered.data?.closes_at && <How closesAt={offered.data.closes_at} />}
      className="narrow"
    >
      {trouble && !offered.data ? (
        <LoadError error={trouble} retry={offered.refetch} />
      ) : offered.data && offered.isFetchedAfterMount ? (
        <Form
          interviewId={params.id}
          offered={offered.data}
          onJoined={() => setJoined({ before: interview?.interview_time })}
        />
      ) : (
        <Skeleton lines={8} />
      )}
    </Page>
  );
}

function How({ closesAt }: { closesAt: string }) {
  const { time_zone: zone } = useMe();
  return (
    <Trans>
      Say which times would suit you. As soon as one of them is free and it is your turn, your interview moves
      there by itself, and you hear by mail. Until then your present time is kept. You can change this or
      leave the list until {when(closesAt, zone, serverNow())}.
    </Trans>
  );
}

type FormProps = { interviewId: string; offered: OfferedTimes; onJoined: () => void };

function Form({ interviewId, offered, onJoined }: FormProps) {
  const { first_day: first, last_day: last, waiting } = offered;
  if (first && last) return <WaitListForm {...{ interviewId, waiting, first, last, onJoined }} />;
  return (
    <Banner tone="warn">
      <Trans>Your interview can no longer be moved by yourself. If you cannot come, tell the office.</Trans>{" "}
      <OfficeContact />
    </Banner>
  );
}
