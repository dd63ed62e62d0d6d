import { useLingui } from "@lingui/react/macro";
import { serverNow } from "../../api/serverClock";
import { Applications } from "../../features/student/Applications";
import { dayPart } from "../../features/student/arrange";
import { Interviews } from "../../features/student/Interviews";
import { useMyApplications, useMyInterviews } from "../../features/student/queries";
import { LoadError } from "../../session/LoadError";
import { OfficeContact } from "../../session/OfficeContact";
import { Page } from "../../session/Page";
import { useMe } from "../../session/session";
import { Skeleton } from "../../ui/Skeleton";
import "../../features/student/student.css";

export default function StudentDashboard() {
  const { t } = useLingui();
  const me = useMe();
  const interviews = useMyInterviews();
  const applications = useMyApplications();
  const selected = applications.data?.items.some(({ status }) => status === "selected") ?? false;
  const first = me.name.split(" ")[0] ?? me.name;
  const greeting = {
    morning: t`Good morning, ${first}`,
    afternoon: t`Good afternoon, ${first}`,
    evening: t`Good evening, ${first}`,
  };
  return (
    <Page
      title={t`Your interviews`}
      heading={greeting[dayPart(serverNow(), me.time_zone)]}
      className="student-main"
    >
      {interviews.data ? (
        <Interviews interviews={interviews.data.items} zone={me.time_zone} selected={selected} />
      ) : interviews.error ? (
        <LoadError error={interviews.error} retry={() => void interviews.refetch()} />
      ) : (
        <Skeleton lines={6} />
      )}
      {applications.data ? (
        <Applications applications={applications.data} />
      ) : applications.error ? (
        <LoadError error={applications.error} retry={() => void applications.refetch()} />
      ) : (
        <Skeleton lines={3} />
      )}
      <p className="small quiet student-contact">
        <OfficeContact />
      </p>
    </Page>
  );
}
