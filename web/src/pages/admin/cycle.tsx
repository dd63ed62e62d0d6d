import "../../officeWords";
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
import { useTrouble } from "../../session/useTrouble";
import { ButtonLink } from "../../ui/Button";
import { jumpToHash } from "../../ui/JumpLink";
import { Skeleton } from "../../ui/Skeleton";
import NotFound from "../notFound";

export default function CyclePage({ params }: { params: { id: string } }) {
  const { t } = useLingui();
  const cycle = useCycle(params.id);
  const trouble = useTrouble(cycle);
  if (isApiError(cycle.error) && cycle.error.status === 404) return <NotFound />;
  const known = cycle.data;
  return (
    <Page
      title={known?.name ?? (trouble ? t`Cycle` : undefined)}
      lead={known && <Held cycle={known} />}
      actions={
        known && (
          <ButtonLink href={`/admin/interviews?cycle=${known.id}`}>
            <Trans>Interviews of this cycle</Trans>
          </ButtonLink>
        )
      }
    >
      {known ? (
        <Content cycle={known} />
      ) : trouble ? (
        <LoadError error={trouble} retry={cycle.refetch} />
      ) : (
        <Skeleton />
      )}
    </Page>
  );
}

function Held({ cycle }: { cycle: Cycle }) {
  const { scheduled, completed } = cycle.counts.interviews;
  return (
    <>
      <Plural value={scheduled} one="# interview scheduled" other="# interviews scheduled" />
      {" · "}
      <Trans>{completed} completed</Trans>
    </>
  );
}

function Content({ cycle }: { cycle: Cycle }) {
  const { time_zone: zone } = useMe();
  useEffect(jumpToHash, []);
  return (
    <>
      <PhaseStepper cycle={cycle} />
      <CycleTools cycle={cycle} />
      <Applications cycle={cycle} />
      <History cycle={cycle} zone={zone} />
    </>
  );
}
