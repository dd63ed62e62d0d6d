import { useLingui } from "@lingui/react/macro";
import { serverNow } from "../../api/serverClock";
import { Applications } from "../../features/student/Applications";
import { dayPart } from "../../features/student/arrange";
import { Interviews } from "../../features/student/Interviews";
import { useMyApplications, useMyInterviews } from "../../features/student/queries";
import { TimesAsked } from "../../features/student/TimesAsked";
import { LoadError } from "../../session/LoadError";
import { OfficeContact } from "../../session/OfficeContact";
import { Page } from "../../session/Page";
import { useMe } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { Skeleton } from "../../ui/Skeleton";
import "../../features/student/student.css";

export default function StudentDashboard() {
  const { t } = useLingui();
  const me = useMe();
  const interviews = useMyInterviews();
  const applications = useMyApplications();
  const noInterviews = useTrouble(interviews);
  const noApplications = useTrouble(applications);
  const trouble = noInterviews ?? noApplications;
  const retry = () => Promise.all([interviews.refetch(), applications.refetch()]);
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
      {trouble ? <LoadError error={trouble} retry={retry} /> : null}
      <TimesAsked zone={me.time_zone} settled={false} />
      {interviews.data ? (
        <Interviews interviews={interviews.data.items} zone={me.time_zone} selected={selected} />
      ) : noInterviews ? null : (
        <Skeleton lines={6} />
      )}
      <TimesAsked zone={me.time_zone} settled />
      {applications.data ? (
        <Applications applications={applications.data} />
      ) : noApplications ? null : (
        <Skeleton lines={3} />
      )}
      {trouble ? null : (
        <p className="small quiet student-contact">
          <OfficeContact />
        </p>
      )}
    </Page>
  );
}
