import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "wouter";
import type { CycleSummary } from "../../api/types";
import { Badge } from "../../ui/Badge";
import { PHASES } from "./phases";
import { PHASE_WORDS } from "./words";
import "./cycles.css";

/** One cycle in a list: its name, how far it is, and what it holds. */
export function CycleCard({ cycle }: { cycle: CycleSummary }) {
  const { i18n } = useLingui();
  const { applications, applied, interviews } = cycle.counts;
  const step = PHASES.indexOf(cycle.phase) + 1;
  return (
    <article className="card cycle-card">
      <div className="cycle-card-head">
        <h3>
          <Link href={`/admin/cycles/${cycle.id}`}>{cycle.name}</Link>
        </h3>
        <Badge tone={cycle.phase === "completed" ? "good" : "open"}>{i18n._(PHASE_WORDS[cycle.phase])}</Badge>
      </div>
      <PhaseBar step={step} />
      <p className="small quiet num">
        <Plural value={applied} one="# application" other="# applications" />
        {" · "}
        <Trans>{applications.selected} selected</Trans>
        {" · "}
        <Plural value={interviews.scheduled} one="# interview scheduled" other="# interviews scheduled" />
        {" · "}
        <Trans>{interviews.completed} completed</Trans>
      </p>
    </article>
  );
}

function PhaseBar({ step }: { step: number }) {
  return (
    <div className="phase-bar">
      <span className="hidden-visually">
        <Trans>
          Step {step} of {PHASES.length}
        </Trans>
      </span>
      {PHASES.map((phase, index) => (
        <span key={phase} aria-hidden="true" data-done={index < step || undefined} />
      ))}
    </div>
  );
}
