import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { readWindows } from "../../api/adminApi";
import { type Allotment, readAllotment, takeBackAllotment } from "../../api/allotmentApi";
import { serverNow } from "../../api/serverClock";
import type { Cycle } from "../../api/types";
import { errorWords } from "../../api/words";
import { LoadError } from "../../session/LoadError";
import { lookAgain } from "../../session/queryClient";
import { useMe } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { Banner } from "../../ui/Banner";
import { Button, ButtonLink } from "../../ui/Button";
import { when } from "../../ui/datetime";
import { Skeleton } from "../../ui/Skeleton";
import { toast } from "../../ui/toast";
import { useFocusStays } from "../../ui/useFocusStays";
import { AllotmentForm, allotmentKey } from "./AllotmentForm";

/** Whether times are given out by themselves, when, and how that went. */
export function AllotmentCard({ cycle }: { cycle: Cycle }) {
  const found = useQuery({
    queryKey: allotmentKey(cycle.id),
    queryFn: () => readAllotment(cycle.id),
    refetchInterval: (query) =>
      lookAgain(query.state.data?.allotment?.status === "making" ? 2_000 : 30_000)(query),
  });
  const trouble = useTrouble(found);
  const box = useFocusStays<HTMLDivElement>();
  return (
    <section className="card tool" aria-labelledby="allotment">
      <h2 id="allotment">
        <Trans>Giving out times</Trans>
      </h2>
      {trouble ? (
        <LoadError error={trouble} retry={found.refetch} />
      ) : found.data ? (
        <div className="stack" {...box}>
          <Standing cycleId={cycle.id} allotment={found.data.allotment} />
        </div>
      ) : (
        <Skeleton lines={3} />
      )}
    </section>
  );
}

type Props = { cycleId: string; allotment: Allotment | null };

function Standing({ cycleId, allotment }: Props) {
  const windows = useQuery({ queryKey: ["windows", cycleId], queryFn: () => readWindows(cycleId) });
  const [setting, setSetting] = useState(false);
  const closesAt = windows.data?.request?.closes_at;
  const onItsWay = allotment?.status === "waiting" || allotment?.status === "making";
  if (setting && closesAt)
    return (
      <AllotmentForm
        cycleId={cycleId}
        version={allotment?.version ?? 0}
        before={onItsWay ? allotment : null}
        closesAt={closesAt}
        onDone={() => setSetting(false)}
      />
    );
  return (
    <>
      <Words allotment={allotment} asked={!windows.data || closesAt !== undefined} />
      <div className="tool-actions">
        {allotment && !onItsWay && (
          <ButtonLink href={`/admin/cycles/${cycleId}/schedule`}>
            <Trans>Look at the schedule</Trans>
          </ButtonLink>
        )}
        {closesAt && allotment?.status !== "making" && (
          <Button onClick={() => setSetting(true)}>
            {allotment?.status === "waiting" ? (
              <Trans>Change the moment</Trans>
            ) : (
              <Trans>Set a moment for it</Trans>
            )}
          </Button>
        )}
        {allotment?.status === "waiting" && <TakeBack cycleId={cycleId} />}
      </div>
    </>
  );
}

function TakeBack({ cycleId }: { cycleId: string }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const back = useMutation({
    mutationFn: () => takeBackAllotment(cycleId),
    onSuccess: () => toast(t`Times are not given out by themselves`),
    onSettled: () => client.invalidateQueries({ queryKey: allotmentKey(cycleId) }),
  });
  return (
    <>
      <Button tone="plain" aria-disabled={back.isPending || undefined} onClick={() => back.mutate()}>
        <Trans>No longer</Trans>
      </Button>
      {back.error && (
        <Banner tone="bad" role="alert">
          {errorWords(back.error)}
        </Banner>
      )}
    </>
  );
}

function Words({ allotment, asked }: { allotment: Allotment | null; asked: boolean }) {
  const { time_zone: zone } = useMe();
  if (!asked)
    return (
      <p className="quiet">
        <Trans>First ask the applicants when they can.</Trans>
      </p>
    );
  if (!allotment)
    return (
      <p className="quiet">
        <Trans>Somebody makes the schedule once the answers are in. It can also be made by itself.</Trans>
      </p>
    );
  const at = when(allotment.at, zone, serverNow());
  switch (allotment.status) {
    case "waiting":
      return (
        <p>
          {allotment.publishes ? (
            <Trans>{at}: a schedule is made, and everybody is told their time.</Trans>
          ) : (
            <Trans>{at}: a schedule is made, and somebody looks at it before anybody is told.</Trans>
          )}
        </p>
      );
    case "making":
      return (
        <p role="status">
          <Trans>The schedule is being made.</Trans>
        </p>
      );
    case "drafted":
      return (
        <Banner tone="warn">
          <Trans>The schedule is made, and waits for somebody to publish it.</Trans>
        </Banner>
      );
    case "published":
      return (
        <p>
          <Trans>
            Times were given out, and whoever has one has been told. The schedule says who has none, and why.
          </Trans>
        </p>
      );
    case "failed":
      return (
        <Banner tone="bad">
          <Trans>Times were not given out, and nobody has been told anything.</Trans>{" "}
          <Failure code={allotment.failure} />
        </Banner>
      );
  }
}

/** What to do about it. */
function Failure({ code }: { code: string }): ReactNode {
  switch (code) {
    case "draft_kept":
      return <Trans>A schedule had been changed by hand, and was kept. Publish it, or throw it away.</Trans>;
    case "replaced":
      return <Trans>Somebody made another schedule meanwhile, or threw this one away.</Trans>;
    case "too_long":
      return <Trans>It took too long. Make the schedule by hand, or set another moment.</Trans>;
    case "wrong_phase":
      return <Trans>The cycle was in a phase in which nobody is given a time.</Trans>;
    case "forbidden":
      return <Trans>Whoever had set the moment is no longer an admin. Set it again.</Trans>;
    case "broken":
      return <Trans>Something went wrong in the server; its log says more. Set another moment.</Trans>;
    default:
      return (
        <Trans>
          Interviews or people had changed meanwhile. The schedule was kept; look at it, and make it anew.
        </Trans>
      );
  }
}
