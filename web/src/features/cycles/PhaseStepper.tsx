import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import type { Cycle, CyclePhase } from "../../api/types";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { JumpLink } from "../../ui/JumpLink";
import { toast } from "../../ui/toast";
import { useFocusStays } from "../../ui/useFocusStays";
import { MoveBackDialog } from "./MoveBackDialog";
import { PHASES } from "./phases";
import { useMovePhase } from "./queries";
import { StepCount } from "./StepCount";
import { PHASE_WORDS } from "./words";
import "./cycles.css";

/** What students see at once: moving back does not unsee it. */
const STUDENTS_SEE: Partial<Record<CyclePhase, MessageDescriptor>> = {
  frozen: msg`Students can no longer apply, change or withdraw their applications.`,
  published: msg`Students see the results now: who was chosen for interview, and who was not. Who was chosen and has no interview yet cannot be given one afterwards.`,
};

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
  const [asking, setAsking] = useState<"back" | "forward" | null>(null);
  const close = () => setAsking(null);
  const box = useFocusStays<HTMLDivElement>();
  const next = cycle.next_phase;
  const nextName = next && i18n._(PHASE_WORDS[next]);
  const go = (to: CyclePhase) => {
    close();
    move.mutate({ to }, { onSuccess: () => toast(t`Moved to ${nextName}`) });
  };
  return (
    <>
      {next && cycle.missing.length > 0 && <Unmet missing={cycle.missing} phase={nextName ?? ""} />}
      {move.error && (
        <Banner tone="bad" role="alert">
          {errorWords(move.error)}
        </Banner>
      )}
      <div className="phase-moves" {...box}>
        {next && (
          <Button
            tone="primary"
            aria-disabled={cycle.missing.length > 0 || move.isPending}
            onClick={() => (next in STUDENTS_SEE ? setAsking("forward") : go(next))}
          >
            <Trans>Move to {nextName}</Trans>
          </Button>
        )}
        {cycle.phase !== "submission" && (
          <Button tone="plain" onClick={() => setAsking("back")}>
            <Trans>Move back…</Trans>
          </Button>
        )}
      </div>
      {asking === "back" && <MoveBackDialog cycle={cycle} onClose={close} />}
      {asking === "forward" && next && (
        <ConfirmDialog
          title={<Trans>Move to {nextName}?</Trans>}
          confirm={<Trans>Move to {nextName}</Trans>}
          onConfirm={() => go(next)}
          onClose={close}
        >
          <p>{i18n._(STUDENTS_SEE[next] ?? PHASE_WORDS[next])}</p>
        </ConfirmDialog>
      )}
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
