import "../../officeWords";
import { Trans, useLingui } from "@lingui/react/macro";
import { isApiError } from "../../api/errors";
import { useCycle } from "../../features/cycles/queries";
import { Schedule } from "../../features/schedule/Schedule";
import { LoadError } from "../../session/LoadError";
import { Page } from "../../session/Page";
import { useTrouble } from "../../session/useTrouble";
import { ButtonLink } from "../../ui/Button";
import { Skeleton } from "../../ui/Skeleton";
import NotFound from "../notFound";

export default function SchedulePage({ params }: { params: { id: string } }) {
  const { t } = useLingui();
  const cycle = useCycle(params.id);
  const trouble = useTrouble(cycle);
  if (isApiError(cycle.error) && cycle.error.status === 404) return <NotFound />;
  const known = cycle.data;
  return (
    <Page
      title={known ? t`Schedule of ${known.name}` : trouble ? t`Schedule` : undefined}
      actions={
        known && (
          <ButtonLink href={`/admin/cycles/${known.id}`}>
            <Trans>Back to the cycle</Trans>
          </ButtonLink>
        )
      }
    >
      {known ? (
        <Schedule cycleId={known.id} />
      ) : trouble ? (
        <LoadError error={trouble} retry={cycle.refetch} />
      ) : (
        <Skeleton />
      )}
    </Page>
  );
}
