import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { type Held, heldBy } from "../../api/messagesApi";
import { serverNow } from "../../api/serverClock";
import { LoadError } from "../../session/LoadError";
import { lookAgain } from "../../session/queryClient";
import { useMe } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { Badge } from "../../ui/Badge";
import { when } from "../../ui/datetime";
import { Skeleton } from "../../ui/Skeleton";

/** What one person's calendar says, as far as mails have told it. */
export function HeldCard({ personId, name }: { personId: string; name: string }) {
  const held = useQuery({
    queryKey: ["messages", "held", personId],
    queryFn: () => heldBy(personId),
    refetchInterval: lookAgain(10_000),
  });
  const trouble = useTrouble(held);
  return (
    <section className="card tool" aria-labelledby="held">
      <h2 id="held" tabIndex={-1}>
        <Trans>In the calendar of {name}</Trans>
      </h2>
      {trouble ? (
        <LoadError error={trouble} retry={held.refetch} />
      ) : !held.data ? (
        <Skeleton lines={2} />
      ) : held.data.items.length === 0 ? (
        <p className="quiet">
          <Trans>Nothing yet: no invitation has been written.</Trans>
        </p>
      ) : (
        <ul className="held">
          {held.data.items.map((one) => (
            <HeldRow key={one.interview_id} held={one} />
          ))}
        </ul>
      )}
    </section>
  );
}

function HeldRow({ held }: { held: Held }) {
  const { time_zone: zone } = useMe();
  const time = (instant: string) => when(instant, zone, serverNow());
  return (
    <li>
      <p>
        {held.held === null || held.held_starts_at === null ? (
          <Trans>Not told yet</Trans>
        ) : held.held === "cancelled" ? (
          <Trans>Cancelled: {time(held.held_starts_at)}</Trans>
        ) : (
          time(held.held_starts_at)
        )}
      </p>
      {held.current ? (
        <Badge tone="good">
          <Trans>Up to date</Trans>
        </Badge>
      ) : (
        <Badge tone="warn">
          {held.newest === "cancelled" ? (
            <Trans>Not yet told that it is cancelled</Trans>
          ) : (
            <Trans>Not yet told: {time(held.newest_starts_at)}</Trans>
          )}
        </Badge>
      )}
    </li>
  );
}
