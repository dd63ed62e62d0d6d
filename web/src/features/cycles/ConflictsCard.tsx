import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type Conflict,
  type Decision,
  decideConflict,
  type Likeness,
  readConflicts,
  type Suggestion,
} from "../../api/conflictsApi";
import { serverNow } from "../../api/serverClock";
import type { Cycle } from "../../api/types";
import { errorWords } from "../../api/words";
import { LoadError } from "../../session/LoadError";
import { lookAgain } from "../../session/queryClient";
import { useMe } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { when } from "../../ui/datetime";
import { Skeleton } from "../../ui/Skeleton";
import { toast } from "../../ui/toast";
import { useFocusStays } from "../../ui/useFocusStays";
import { DeclareForm } from "./DeclareForm";

/** Who is not to interview whom, and who perhaps should not. */
export function ConflictsCard({ cycle }: { cycle: Cycle }) {
  const key = ["conflicts", cycle.id];
  const conflicts = useQuery({
    queryKey: key,
    queryFn: () => readConflicts(cycle.id),
    refetchInterval: lookAgain(300_000),
  });
  const trouble = useTrouble(conflicts);
  const { t } = useLingui();
  const client = useQueryClient();
  const box = useFocusStays<HTMLDivElement>();
  const decide = useMutation({
    mutationFn: (body: Decision) => decideConflict(body),
    onSuccess: async (_, body) => {
      toast(body.holds ? t`They will not meet` : t`They may meet`);
      await client.invalidateQueries({ queryKey: key });
    },
  });
  return (
    <section className="card tool" aria-labelledby="conflicts">
      <h2 id="conflicts">
        <Trans>Conflicts of interest</Trans>
      </h2>
      {decide.error && (
        <Banner tone="bad" role="alert">
          {errorWords(decide.error)}
        </Banner>
      )}
      {trouble ? (
        <LoadError error={trouble} retry={conflicts.refetch} />
      ) : conflicts.data ? (
        <div className="stack" {...box}>
          <Declared
            declared={conflicts.data.declared}
            onEnd={({ staff, student, reason }) =>
              decide.mutate({
                staff_id: staff.id,
                student_id: student.id,
                holds: false,
                ...(reason && { reason }),
              })
            }
          />
          <Suggested
            suggested={conflicts.data.suggested}
            onDecide={({ staff, student }, holds) =>
              decide.mutate({ staff_id: staff.id, student_id: student.id, holds })
            }
          />
          <DeclareForm
            cycleId={cycle.id}
            busy={decide.isPending}
            onDeclare={(body) => decide.mutateAsync(body)}
          />
        </div>
      ) : (
        <Skeleton lines={3} />
      )}
    </section>
  );
}

function Declared({
  declared,
  onEnd,
}: {
  declared: readonly Conflict[];
  onEnd: (conflict: Conflict) => void;
}) {
  if (declared.length === 0)
    return (
      <p className="quiet">
        <Trans>None is declared. Interviewers and students can declare theirs, too.</Trans>
      </p>
    );
  return (
    <ul className="pairs">
      {declared.map((one) => (
        <li key={one.staff.id + one.student.id}>
          <div>
            <p>
              {one.staff.name} · {one.student.name}
            </p>
            <p className="small quiet">
              {one.reason && `${one.reason} · `}
              <Trans>declared by {one.declared_by.name}</Trans>
            </p>
            <StillMeeting at={one.meets_at} />
          </div>
          <Button small tone="plain" onClick={() => onEnd(one)}>
            <Trans>They may meet</Trans>
          </Button>
        </li>
      ))}
    </ul>
  );
}

function StillMeeting({ at }: { at: string | null }) {
  const { time_zone: zone } = useMe();
  if (at === null) return null;
  return (
    <p className="small pairs-problem">
      <Trans>
        They have an interview on {when(at, zone, serverNow())}. Move it, or schedule the cycle anew: only
        such interviews move.
      </Trans>
    </p>
  );
}

type SuggestedProps = {
  suggested: readonly Suggestion[];
  onDecide: (suggestion: Suggestion, holds: boolean) => void;
};

function Suggested({ suggested, onDecide }: SuggestedProps) {
  const words = useLikenessWords();
  if (suggested.length === 0) return null;
  return (
    <details open={suggested.length <= 5}>
      <summary>
        <Plural value={suggested.length} one="# pair to look at" other="# pairs to look at" />
      </summary>
      <ul className="pairs">
        {suggested.map((one) => (
          <li key={one.staff.id + one.student.id}>
            <div>
              <p>
                {one.staff.name} · {one.student.name}
              </p>
              <p className="small quiet">{one.why.map((why) => words[why]).join(" · ")}</p>
              <StillMeeting at={one.meets_at} />
            </div>
            <div className="tool-actions">
              <Button small onClick={() => onDecide(one, true)}>
                <Trans>Keep apart</Trans>
              </Button>
              <Button small tone="plain" onClick={() => onDecide(one, false)}>
                <Trans>They may meet</Trans>
              </Button>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

function useLikenessWords(): Record<Likeness, string> {
  const { t } = useLingui();
  return {
    surname: t`The same surname`,
    school: t`The interviewer is tied to this school`,
    address: t`The same address`,
    named: t`The application names the interviewer or a tie`,
  };
}
