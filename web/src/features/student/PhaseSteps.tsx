import { Trans, useLingui } from "@lingui/react/macro";
import type { CyclePhase } from "../../api/types";
import { PHASES, stepOf } from "../cycles/phases";

/** Nine steps, drawn and in words: color alone says nothing to many. */
export function PhaseSteps({ phase }: { phase: CyclePhase }) {
  const { t } = useLingui();
  const step = stepOf(phase);
  const total = PHASES.length;
  const names: Record<CyclePhase, string> = {
    submission: t`applications are open`,
    frozen: t`applications are closed`,
    preprocessing: t`applications are being checked`,
    batch_prep: t`preparing the review`,
    processing: t`under review`,
    scored: t`reviewed`,
    selection: t`selection and interviews`,
    published: t`results are published`,
    completed: t`completed`,
  };
  const name = names[phase];
  return (
    <div>
      <div className="steps" role="img" aria-label={t`Step ${step} of ${total}: ${name}`}>
        {PHASES.map((each, index) => (
          <span
            key={each}
            data-done={index + 1 < step || undefined}
            data-here={index + 1 === step || undefined}
          />
        ))}
      </div>
      <p className="small quiet" aria-hidden="true">
        <Trans>
          Step {step} of {total}: {name}
        </Trans>
      </p>
    </div>
  );
}
