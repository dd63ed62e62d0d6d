import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { isApiError } from "../../api/errors";
import type { Cycle } from "../../api/types";
import { Applications } from "../../features/cycles/Applications";
import { CycleTools } from "../../features/cycles/CycleTools";
import { History } from "../../features/cycles/History";
import { PhaseStepper } from "../../features/cycles/PhaseStepper";
import { useCycle } from "../../features/cycles/queries";
import { LoadError } from "../../session/LoadError";
import { Page } from "../../session/Page";
import { useMe } from "../../session/session";
import { ButtonLink } from "../../ui/Button";
import { jumpToHash } from "../../ui/JumpLink";
import { Skeleton } from "../../ui/Skeleton";
import NotFound from "../notFound";

export default function CyclePage({ params }: { params: { id: string } }) {
  const { t } = useLingui();
  const cycle = useCycle(params.id);
  if (isApiError(cycle.error) && cycle.error.status === 404) return <NotFound />;
  if (cycle.data) return <Content cycle={cycle.data} />;
  return (
    <Page title={t`Cycle`}>
      {cycle.isError ? <LoadError error={cycle.error} retry={() => void cycle.refetch()} /> : <Skeleton />}
    </Page>
  );
}

function Content({ cycle }: { cycle: Cycle }) {
  const { time_zone: zone } = useMe();
  const { scheduled, completed } = cycle.counts.interviews;
  useEffect(jumpToHash, []);
  return (
    <Page
      title={cycle.name}
      lead={
        <>
          <Plural value={scheduled} one="# interview scheduled" other="# interviews scheduled" />
          {" · "}
          <Trans>{completed} completed</Trans>
        </>
      }
      actions={
        <ButtonLink href={`/admin/interviews?cycle=${cycle.id}`}>
          <Trans>Interviews of this cycle</Trans>
        </ButtonLink>
      }
    >
      <PhaseStepper cycle={cycle} />
      <CycleTools cycle={cycle} />
      <Applications cycle={cycle} />
      <History cycle={cycle} zone={zone} />
    </Page>
  );
}
