import "../../officeWords";
import { Trans, useLingui } from "@lingui/react/macro";
import { CycleCard } from "../../features/cycles/CycleCard";
import { useCycles } from "../../features/cycles/queries";
import { NextInterviews } from "../../features/interviews/NextInterviews";
import { WaitingNow } from "../../features/interviews/WaitingNow";
import { LoadError } from "../../session/LoadError";
import { Page } from "../../session/Page";
import { useMe, useOffice } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { ButtonLink } from "../../ui/Button";
import { Skeleton } from "../../ui/Skeleton";

export default function AdminDashboard() {
  const { t } = useLingui();
  const me = useMe();
  const office = useOffice();
  return (
    <Page title={t`Dashboard`} lead={office?.name}>
      <WaitingNow zone={me.time_zone} />
      <section aria-label={t`Quick Actions`} className="quick-actions">
        <ButtonLink tone="primary" href="/admin/interviews">
          <Trans>Manage Interviews</Trans>
        </ButtonLink>
        <ButtonLink href="/admin/cycles">
          <Trans>Review applications</Trans>
        </ButtonLink>
        <ButtonLink href="/admin/people">
          <Trans>Invite people</Trans>
        </ButtonLink>
      </section>
      <h2 className="section-title">
        <Trans>Your next interviews</Trans>
      </h2>
      <NextInterviews me={me} />
      <h2 className="section-title">
        <Trans>Active cycles</Trans>
      </h2>
      <ActiveCycles />
    </Page>
  );
}

function ActiveCycles() {
  const cycles = useCycles();
  const trouble = useTrouble(cycles);
  if (trouble) return <LoadError error={trouble} retry={cycles.refetch} />;
  if (!cycles.data) return <Skeleton />;
  const active = cycles.data.items.filter((cycle) => cycle.phase !== "completed");
  if (active.length === 0)
    return (
      <div className="card empty">
        <p>
          <Trans>No cycle is running.</Trans>
        </p>
        <ButtonLink href="/admin/cycles">
          <Trans>Create a cycle</Trans>
        </ButtonLink>
      </div>
    );
  return (
    <div className="cycle-cards">
      {active.map((cycle) => (
        <CycleCard key={cycle.id} cycle={cycle} />
      ))}
    </div>
  );
}
