import { Trans, useLingui } from "@lingui/react/macro";
import type { Cycle, CyclePhase } from "../../api/types";
import { ConflictsCard } from "./ConflictsCard";
import { ExportCard } from "./ExportCard";
import { ImportCard } from "./ImportCard";
import { InvitationsCard } from "./InvitationsCard";
import { TimesCard } from "./TimesCard";
import { TopCard } from "./TopCard";
import "./tools.css";

const AFTER_EXPORT: readonly CyclePhase[] = ["batch_prep", "processing", "scored"];

const ASKING: readonly CyclePhase[] = ["selection", "published"];

/** What the office does in the phase the cycle is in. */
export function CycleTools({ cycle }: { cycle: Cycle }) {
  const { t } = useLingui();
  const { phase } = cycle;
  return (
    <div className="tools">
      {(phase === "submission" || phase === "frozen") && (
        <ImportCard
          cycleId={cycle.id}
          what="applications"
          title={<Trans>Import applications</Trans>}
          label={t`Applications file (CSV)`}
          hint={t`Columns: external_id, email, name, programme; if you have them, school, statement and time_zone. You see what the file does before anything is changed.`}
        />
      )}
      {phase === "processing" && (
        <ImportCard
          cycleId={cycle.id}
          what="scores"
          title={<Trans>Import scores</Trans>}
          label={t`Scores file (CSV)`}
          hint={t`Columns: score, and one of application_id, external_id or email. Rows without a score are left as they are.`}
        />
      )}
      {AFTER_EXPORT.includes(phase) && <ExportCard cycle={cycle} />}
      {phase === "selection" && <TopCard cycle={cycle} />}
      {ASKING.includes(phase) && <TimesCard cycle={cycle} />}
      {ASKING.includes(phase) && <ConflictsCard cycle={cycle} />}
      <InvitationsCard cycle={cycle} />
    </div>
  );
}
