import { Trans } from "@lingui/react/macro";
import { useRef } from "react";
import type { StudentApplications } from "../../api/types";
import { ApplicationRow } from "./ApplicationRow";
import { ApplyForm } from "./ApplyForm";
import { useMyInterviews } from "./queries";

export function Applications({ applications }: { applications: StudentApplications }) {
  const { items, open_cycles } = applications;
  const interviews = useMyInterviews().data?.items;
  const heading = useRef<HTMLHeadingElement>(null);
  return (
    <section aria-labelledby="applications" className="student-applications">
      <h2 id="applications" ref={heading} tabIndex={-1}>
        <Trans>Your applications</Trans>
      </h2>
      {items.length > 0 ? (
        <ul className="card student-list">
          {items.map((application) => (
            <ApplicationRow key={application.id} application={application} interviews={interviews} />
          ))}
        </ul>
      ) : null}
      <ApplyForm
        cycles={open_cycles}
        applied={(cycleId) => items.some((item) => item.admission_cycle_id === cycleId)}
        onSent={() => heading.current?.focus()}
      />
      {items.length === 0 && open_cycles.length === 0 ? (
        <p className="card student-empty quiet">
          <Trans>
            You have no application, and no admission cycle takes any at the moment. When one opens, you apply
            here.
          </Trans>
        </p>
      ) : null}
    </section>
  );
}
