import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { serverNow } from "../../api/serverClock";
import { listMyWindows, type StudentWindows } from "../../api/studentApi";
import { ButtonLink } from "../../ui/Button";
import { when } from "../../ui/datetime";
import { useMyInterviews } from "./queries";

type Props = { zone: string; settled: boolean };

/**
 * That the office asks when they can; until the deadline, also what has been answered. `settled`: of the interviews
 * that have their time already, so that there is no hurry; otherwise of the others.
 */
export function TimesAsked({ zone, settled }: Props) {
  const { data } = useQuery({ queryKey: ["student", "windows"], queryFn: listMyWindows });
  const { data: mine, isPending } = useMyInterviews();
  if (isPending) return null;
  const scheduled = mine?.items.filter(({ status }) => status === "scheduled");
  const have = new Set(scheduled?.map(({ application_id }) => application_id));
  return data?.items
    .filter((one) => one.open && have.has(one.application_id) === settled)
    .map((one) => <Asked key={one.application_id} asked={one} settled={settled} zone={zone} />);
}

function Asked({ asked, settled, zone }: { asked: StudentWindows; settled: boolean; zone: string }) {
  const answered = asked.version > 0;
  const heading = useId();
  return (
    <section className="card student-asked" aria-labelledby={heading}>
      <h2 id={heading}>
        <Trans>When can you be interviewed?</Trans>
      </h2>
      <p>
        <State asked={asked} settled={settled} until={when(asked.closes_at, zone, serverNow())} />
      </p>
      <div>
        <ButtonLink
          href={`/student/windows/${asked.application_id}`}
          tone={answered || settled ? undefined : "primary"}
        >
          {answered ? <Trans>Change when you can</Trans> : <Trans>Say when you can</Trans>}
        </ButtonLink>
      </div>
    </section>
  );
}

function State({
  asked,
  settled,
  until,
}: {
  asked: StudentWindows;
  settled: boolean;
  until: string;
}): ReactNode {
  const { programme } = asked;
  if (asked.version > 0)
    return (
      <Trans>
        For {programme}. You have answered, and may change it until {until}.
      </Trans>
    );
  if (settled)
    return (
      <Trans>
        For {programme}. Your interview has its time. What you say here counts only if it has to be moved; you
        may answer until {until}.
      </Trans>
    );
  return (
    <Trans>
      For {programme}. Please answer by {until}.
    </Trans>
  );
}
