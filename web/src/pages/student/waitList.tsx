import "../../timesWords";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type OfferedTimes, offeredTimes } from "../../api/selfServiceApi";
import { serverNow } from "../../api/serverClock";
import { timesKey } from "../../features/student/queries";
import { WaitListForm } from "../../features/windows/WaitListForm";
import { LoadError } from "../../session/LoadError";
import { OfficeContact } from "../../session/OfficeContact";
import { Page } from "../../session/Page";
import { useMe } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { Banner } from "../../ui/Banner";
import { when } from "../../ui/datetime";
import { Skeleton } from "../../ui/Skeleton";
import NotFound from "../notFound";
import "../../features/hours/hours.css";

/** `/student/wait-list/{interview id}`: which other times would suit. */
export default function WaitListPage({ params }: { params: { id: string } }) {
  const { t } = useLingui();
  const offered = useQuery({ queryKey: timesKey(params.id), queryFn: () => offeredTimes(params.id) });
  const trouble = useTrouble(offered);
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
        <Form interviewId={params.id} offered={offered.data} />
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

function Form({ interviewId, offered }: { interviewId: string; offered: OfferedTimes }) {
  const { first_day: first, last_day: last } = offered;
  if (first && last) {
    return <WaitListForm interviewId={interviewId} waiting={offered.waiting} first={first} last={last} />;
  }
  return (
    <Banner tone="warn">
      <Trans>Your interview can no longer be moved by yourself. If you cannot come, tell the office.</Trans>{" "}
      <OfficeContact />
    </Banner>
  );
}
