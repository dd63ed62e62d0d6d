import { Trans } from "@lingui/react/macro";
import type { ComponentType, ReactNode } from "react";
import type { StudentInterview } from "../../api/types";
import { useServerNow } from "../../api/useServerNow";
import { arrange, endOf } from "./arrange";
import { CancelledRow, LaterRow, PastRow } from "./InterviewRow";
import { NextInterview } from "./NextInterview";
import { withNoneAhead } from "./outlook";
import { useMyApplications } from "./queries";

type Props = { interviews: readonly StudentInterview[]; zone: string; selected: boolean };

/** Arranged anew when an interview ends, without a reload. */
export function Interviews({ interviews, zone, selected }: Props) {
  const now = useServerNow(...interviews.map(endOf));
  const { next, later, calledOff, past } = arrange(interviews, now);
  return (
    <>
      {next ? (
        <NextInterview key={next.id} interview={next} zone={zone} />
      ) : (
        <section className="card student-empty">
          <h2>
            <Trans>No interview ahead</Trans>
          </h2>
          <p className="quiet">
            {selected ? (
              <NoneAhead interviews={interviews} />
            ) : (
              <Trans>When the office invites you to an interview, its time and the way in appear here.</Trans>
            )}
          </p>
        </section>
      )}
      <Rows title={<Trans>Later</Trans>} rows={later} zone={zone} row={LaterRow} />
      <Rows title={<Trans>Cancelled</Trans>} rows={calledOff} zone={zone} row={CancelledRow} />
      <Rows title={<Trans>Past</Trans>} rows={past} zone={zone} row={PastRow} />
    </>
  );
}

function NoneAhead({ interviews }: Pick<Props, "interviews">) {
  const { data } = useMyApplications();
  switch (withNoneAhead(data?.items ?? [], interviews)) {
    case "invited":
      return (
        <Trans>You are chosen for interview. As soon as the office has found a time it appears here.</Trans>
      );
    case "past":
      return <Trans>Your interview is over. What comes next appears on this page.</Trans>;
    case "chosen":
      return <Trans>You were chosen for interview.</Trans>;
  }
}

type RowsProps = {
  title: ReactNode;
  rows: readonly StudentInterview[];
  zone: string;
  row: ComponentType<{ interview: StudentInterview; zone: string }>;
};

function Rows({ title, rows, zone, row: Row }: RowsProps) {
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{title}</h2>
      <ul className="card student-list">
        {rows.map((interview) => (
          <Row key={interview.id} interview={interview} zone={zone} />
        ))}
      </ul>
    </section>
  );
}
