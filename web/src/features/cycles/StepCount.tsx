import { Plural, Trans } from "@lingui/react/macro";
import type { Cycle, CyclePhase } from "../../api/types";

/** How much of a phase's work is done. */
export function StepCount({ phase, cycle }: { phase: CyclePhase; cycle: Cycle }) {
  const { applications: counts, applied, interviews, checked } = cycle.counts;
  const scored = counts.scored + counts.selected + counts.not_selected;
  const active = counts.submitted + scored;
  switch (phase) {
    case "submission":
      return <Plural value={applied} one="# application" other="# applications" />;
    case "frozen":
      return <Trans>{counts.withdrawn} withdrawn</Trans>;
    case "preprocessing":
      return (
        <Trans>
          {checked} of {active} checked
        </Trans>
      );
    case "batch_prep":
      return cycle.exported_at ? <Trans>Exported</Trans> : <Trans>Not exported</Trans>;
    case "processing":
    case "scored":
      return (
        <Trans>
          {scored} of {active} scored
        </Trans>
      );
    case "selection":
      return <Trans>{counts.selected} selected</Trans>;
    case "published":
      return <Trans>{interviews.scheduled} scheduled</Trans>;
    case "completed":
      return <Trans>{interviews.completed} held</Trans>;
  }
}
