import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import type { Cycle, CyclePhase } from "../../api/types";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { JumpLink } from "../../ui/JumpLink";
import { toast } from "../../ui/toast";
import { MoveBackDialog } from "./MoveBackDialog";
import { useMovePhase } from "./queries";
import { StepCount } from "./StepCount";
import { PHASE_WORDS, PHASES } from "./words";
import "./cycles.css";

/** The nine phases, where the cycle is, what keeps it there, and the way on. */
export function PhaseStepper({ cycle }: { cycle: Cycle }) {
  const { t } = useLingui();
  const here = PHASES.indexOf(cycle.phase);
  return (
    <section className="card phases" aria-label={t`Phase`}>
      <ol className="phase-steps">
        {PHASES.map((phase, index) => (
          <Step
            key={phase}
            phase={phase}
            place={index < here ? "done" : index === here ? "here" : "ahead"}
            count={<StepCount phase={phase} cycle={cycle} />}
          />
        ))}
      </ol>
      <Moves cycle={cycle} />
    </section>
  );
}

type StepProps = { phase: CyclePhase; place: "done" | "here" | "ahead"; count: ReactNode };

function Step({ phase, place, count }: StepProps) {
  const { i18n } = useLingui();
  return (
    <li data-place={place} aria-current={place === "here" ? "step" : undefined}>
      {i18n._(PHASE_WORDS[phase])}
      <span className="phase-count num">{count}</span>
      {place === "done" && (
        <span className="hidden-visually">
          {" "}
          <Trans>done</Trans>
        </span>
      )}
    </li>
  );
}

function Moves({ cycle }: { cycle: Cycle }) {
  const { t, i18n } = useLingui();
  const move = useMovePhase(cycle.id);
  const [goingBack, setGoingBack] = useState(false);
  const next = cycle.next_phase;
  const nextName = next && i18n._(PHASE_WORDS[next]);
  return (
    <>
      {next && cycle.missing.length > 0 && <Unmet missing={cycle.missing} phase={nextName ?? ""} />}
      {move.error && (
        <Banner tone="bad" role="alert">
          {errorWords(move.error)}
        </Banner>
      )}
      <div className="phase-moves">
        {next && (
          <Button
            tone="primary"
            disabled={cycle.missing.length > 0 || move.isPending}
            onClick={() => move.mutate({ to: next }, { onSuccess: () => toast(t`Moved to ${nextName}`) })}
          >
            <Trans>Move to {nextName}</Trans>
          </Button>
        )}
        {cycle.phase !== "submission" && (
          <Button tone="plain" onClick={() => setGoingBack(true)}>
            <Trans>Move back…</Trans>
          </Button>
        )}
      </div>
      {goingBack && <MoveBackDialog cycle={cycle} onClose={() => setGoingBack(false)} />}
    </>
  );
}

function Unmet({ missing, phase }: { missing: Cycle["missing"]; phase: string }) {
  return (
    <div className="banner warn">
      <div>
        <p>
          <Trans>It cannot move to {phase} yet:</Trans>
        </p>
        <ul>
          {missing.map(({ code, message, link }) => (
            <li key={code}>
              <JumpLink href={link}>{message}</JumpLink>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
