import "../../timesWords";
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { serverNow } from "../../api/serverClock";
import { listMyWindows, type StudentWindows } from "../../api/studentApi";
import { WINDOWS, WindowsForm } from "../../features/windows/WindowsForm";
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

/** `/student/windows/{application id}` */
export default function WindowsPage({ params }: { params: { id: string } }) {
  const { t } = useLingui();
  const windows = useQuery({ queryKey: WINDOWS, queryFn: listMyWindows });
  const trouble = useTrouble(windows);
  const asked = windows.data?.items.find((one) => one.application_id === params.id);
  if (windows.data && !asked) return <NotFound />;
  return (
    <Page
      title={t`When can you be interviewed?`}
      lead={asked && <Deadline asked={asked} />}
      className="narrow"
    >
      {trouble && !asked ? (
        <LoadError error={trouble} retry={windows.refetch} />
      ) : !asked ? (
        <Skeleton lines={8} />
      ) : asked.open ? (
        <WindowsForm asked={asked} languages={windows.data?.languages ?? []} />
      ) : (
        <Banner tone="warn">
          <Trans>The time to answer is over. If something has changed, write to the office.</Trans>{" "}
          <OfficeContact />
        </Banner>
      )}
    </Page>
  );
}

function Deadline({ asked }: { asked: StudentWindows }) {
  const { time_zone: zone } = useMe();
  return (
    <>
      <Trans>
        {asked.programme}, {asked.cycle_name}. Answer by {when(asked.closes_at, zone, serverNow())}; until
        then you may change it.
      </Trans>{" "}
      {asked.allotted_at && (
        <Trans>
          On {when(asked.allotted_at, zone, serverNow())}, times are given out to everybody together: it makes
          no difference who answers first.
        </Trans>
      )}
    </>
  );
}
