import { Trans, useLingui } from "@lingui/react/macro";
import { serverNow } from "../../api/serverClock";
import type { Cycle } from "../../api/types";
import { when } from "../../ui/datetime";
import { PHASE_WORDS } from "./words";

/** Who moved the cycle when, newest first. */
export function History({ cycle, zone }: { cycle: Cycle; zone: string }) {
  const { i18n } = useLingui();
  if (cycle.history.length === 0) return null;
  const steps = [...cycle.history].sort((a, b) => b.at.localeCompare(a.at));
  return (
    <section aria-labelledby="history">
      <h2 id="history" className="section-title">
        <Trans>History</Trans>
      </h2>
      <ol className="card phase-history">
        {steps.map((step) => (
          <li key={`${step.at} ${step.to_phase}`}>
            <p>
              {i18n._(PHASE_WORDS[step.from_phase])} → <strong>{i18n._(PHASE_WORDS[step.to_phase])}</strong>
              {step.reason && <> · {step.reason}</>}
            </p>
            <p className="small quiet num">
              {when(step.at, zone, serverNow())}
              {step.by && ` · ${step.by.name}`}
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
