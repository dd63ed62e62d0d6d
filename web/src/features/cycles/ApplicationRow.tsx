import { Trans, useLingui } from "@lingui/react/macro";
import { useId, useState } from "react";
import type { ApplicationChange } from "../../api/adminApi";
import type { Application, ApplicationStatus, CyclePhase } from "../../api/types";
import { errorWords } from "../../api/words";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { toast } from "../../ui/toast";
import { useFocusStays } from "../../ui/useFocusStays";
import { type ApplicationMove, applicationMoves } from "./applicationMoves";
import { useChangeApplication } from "./queries";
import { ScoreDialog } from "./ScoreDialog";
import { SetAsideDialog } from "./SetAsideDialog";
import { APPLICATION_TONES, APPLICATION_WORDS } from "./words";

type MovesProps = { application: Application; phase: CyclePhase };
type Props = MovesProps & {
  /** Null where nothing can be done to many. */
  chosen: boolean | null;
  onChoose: () => void;
};

export function ApplicationRow({ application, phase, chosen, onChoose }: Props) {
  const { t, i18n } = useLingui();
  const who = useId();
  const { student, programme, school, status, score, checked, reason, scheduled_interview_id } = application;
  return (
    <li className="application">
      <div className="application-about">
        {chosen !== null && (
          <input
            type="checkbox"
            className="application-choose"
            aria-label={t`Choose ${student.name}`}
            checked={chosen}
            onChange={onChoose}
          />
        )}
        <div>
          <p className="application-who" id={who}>
            {student.name}
          </p>
          <p className="small quiet">{[programme, school].filter(Boolean).join(" · ")}</p>
          {reason && <p className="small quiet">{reason}</p>}
          <Details application={application} />
        </div>
      </div>
      <p className="small quiet num">{score !== null && <Trans>Score {i18n.number(score)}</Trans>}</p>
      <div className="application-badges">
        <Badge tone={APPLICATION_TONES[status]}>{i18n._(APPLICATION_WORDS[status])}</Badge>
        {checked && phase === "preprocessing" && (
          <Badge tone="good">
            <Trans>Checked</Trans>
          </Badge>
        )}
        {scheduled_interview_id && (
          <Badge tone="good">
            <Trans>Interview scheduled</Trans>
          </Badge>
        )}
      </div>
      <Moves application={application} phase={phase} describedBy={who} />
    </li>
  );
}

function Details({ application: { student, address, statement } }: { application: Application }) {
  return (
    <details className="application-details small">
      <summary>
        <Trans>Read the application</Trans>
        <span className="hidden-visually"> · {student.name}</span>
      </summary>
      <p>{student.email}</p>
      {address && <p className="application-statement">{address}</p>}
      <p className="application-statement">{statement || <Trans>No personal statement.</Trans>}</p>
    </details>
  );
}

function Moves({ application, phase, describedBy }: MovesProps & { describedBy: string }) {
  const { t } = useLingui();
  const change = useChangeApplication();
  const [asking, setAsking] = useState<"set_aside" | "score" | null>(null);
  const box = useFocusStays<HTMLDivElement>();
  const { name } = application.student;
  const send = (what: ApplicationChange) =>
    change.mutate({ application, change: what }, { onSuccess: () => toast(t`Saved for ${name}`) });

  function run(move: ApplicationMove) {
    if (move.tag === "status") send({ status: move.to });
    else if (move.tag === "check") send({ checked: move.checked });
    else setAsking(move.tag);
  }

  return (
    <div className="application-moves" {...box}>
      {applicationMoves(phase, application).map((move) => (
        <Button
          key={moveKey(move)}
          small
          tone={move.tag === "status" && move.to === "selected" ? undefined : "plain"}
          aria-describedby={describedBy}
          aria-disabled={change.isPending}
          onClick={() => run(move)}
        >
          <MoveWords move={move} from={application.status} />
        </Button>
      ))}
      {change.error && (
        <p className="application-problem" role="alert">
          {errorWords(change.error)}
        </p>
      )}
      {asking === "set_aside" && <SetAsideDialog application={application} onClose={() => setAsking(null)} />}
      {asking === "score" && <ScoreDialog application={application} onClose={() => setAsking(null)} />}
    </div>
  );
}

const moveKey = (move: ApplicationMove): string => (move.tag === "status" ? move.to : move.tag);

function MoveWords({ move, from }: { move: ApplicationMove; from: ApplicationStatus }) {
  if (move.tag === "check") return move.checked ? <Trans>Mark checked</Trans> : <Trans>Not checked</Trans>;
  if (move.tag === "set_aside") return <Trans>Set aside…</Trans>;
  if (move.tag === "score") return <Trans>Enter score…</Trans>;
  if (move.to === "selected") return <Trans>Select</Trans>;
  if (move.to === "not_selected") return <Trans>Do not select</Trans>;
  return from === "set_aside" ? <Trans>Take back in</Trans> : <Trans>Undecided again</Trans>;
}
