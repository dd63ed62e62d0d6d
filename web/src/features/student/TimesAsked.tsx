import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { serverNow } from "../../api/serverClock";
import { listMyWindows } from "../../api/studentApi";
import { ButtonLink } from "../../ui/Button";
import { when } from "../../ui/datetime";

/** That the office asks when they can; until the deadline, also what has been answered. */
export function TimesAsked({ zone }: { zone: string }) {
  const { data } = useQuery({ queryKey: ["student", "windows"], queryFn: listMyWindows });
  return data?.items
    .filter((one) => one.open)
    .map((one) => (
      <section className="card student-asked" key={one.application_id}>
        <h2>
          <Trans>When can you be interviewed?</Trans>
        </h2>
        <p>
          {one.version === 0 ? (
            <Trans>
              For {one.programme}. Please answer by {when(one.closes_at, zone, serverNow())}.
            </Trans>
          ) : (
            <Trans>
              For {one.programme}. You have answered, and may change it until{" "}
              {when(one.closes_at, zone, serverNow())}.
            </Trans>
          )}
        </p>
        <div>
          <ButtonLink href={`/student/windows/${one.application_id}`}>
            {one.version === 0 ? <Trans>Say when you can</Trans> : <Trans>Change when you can</Trans>}
          </ButtonLink>
        </div>
      </section>
    ));
}
