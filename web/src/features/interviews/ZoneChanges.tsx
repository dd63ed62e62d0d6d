import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { serverNow } from "../../api/serverClock";
import { errorWords } from "../../api/words";
import { decideZoneChange, type Keep, listZoneChanges, type ZoneChange } from "../../api/zonesApi";
import { lookAgain } from "../../session/queryClient";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { when, zoneName } from "../../ui/datetime";
import { toast } from "../../ui/toast";
import { useFocusStays } from "../../ui/useFocusStays";
import { useInterviewsChanged } from "./queries";

const KEY = ["zone-changes"];
const TIME = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)$/;

/** Interviews that the clock no longer says what was agreed of: shown only when there are any. */
export function ZoneChanges() {
  const client = useQueryClient();
  const changed = useInterviewsChanged();
  const { t } = useLingui();
  const box = useFocusStays<HTMLElement>();
  const moved = useQuery({ queryKey: KEY, queryFn: listZoneChanges, refetchInterval: lookAgain(300_000) });
  const decide = useMutation({
    mutationFn: ({ change, keep }: { change: ZoneChange; keep: Keep }) => decideZoneChange(change, keep),
    onSuccess: (_, { keep }) =>
      toast(keep === "wall" ? t`Moved, and everybody is told` : t`It stays at its moment`),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: KEY });
      await changed();
    },
  });
  const items = moved.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section className="card tool" aria-labelledby="zone-changes" {...box}>
      <h2 id="zone-changes" tabIndex={-1}>
        <Trans>The clocks’ rules have changed</Trans>
      </h2>
      <p>
        <Trans>
          At these interviews the clock will no longer show what was agreed. Say for each which of the two
          counts.
        </Trans>
      </p>
      {decide.error && (
        <Banner tone="bad" role="alert">
          {errorWords(decide.error)}
        </Banner>
      )}
      <ul className="zone-changes">
        {items.map((change) => (
          <Row
            key={change.interview_id}
            change={change}
            onDecide={(keep) => decide.mutate({ change, keep })}
          />
        ))}
      </ul>
    </section>
  );
}

function Row({ change, onDecide }: { change: ZoneChange; onDecide: (keep: Keep) => void }) {
  const zone = zoneName(change.time_zone);
  const now = clock(change.wall_now);
  const agreed = clock(change.agreed_wall);
  return (
    <li>
      <div>
        <p>
          {change.student.name} · {change.lead.name}
        </p>
        <p className="small quiet">
          <Trans>
            Agreed: {agreed} {zone}. At its moment the clock there will show {now}.
          </Trans>{" "}
          {when(change.interview_time, change.student.time_zone, serverNow())}
        </p>
      </div>
      <div className="tool-actions">
        {change.instant_of_wall && (
          <Button small onClick={() => onDecide("wall")}>
            <Trans>Keep {agreed}, and tell everybody</Trans>
          </Button>
        )}
        <Button small tone="plain" onClick={() => onDecide("instant")}>
          <Trans>Keep the moment</Trans>
        </Button>
      </div>
    </li>
  );
}

/** "2026-12-02T10:00" → "2026-12-02 10:00". */
function clock(wall: string): string {
  return wall.replace(TIME, "$1 $2");
}
