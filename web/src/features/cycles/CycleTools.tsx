import { Trans, useLingui } from "@lingui/react/macro";
import type { Cycle, CyclePhase } from "../../api/types";
import { AllotmentCard } from "./AllotmentCard";
import { ConflictsCard } from "./ConflictsCard";
import { ExportCard } from "./ExportCard";
import { ImportCard } from "./ImportCard";
import { InvitationsCard } from "./InvitationsCard";
import { SelfServiceCard } from "./SelfServiceCard";
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
          hint={t`Columns: external_id, email, name, programme; if you have them, school, address, statement and time_zone. You see what the file does before anything is changed.`}
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
      {ASKING.includes(phase) && <AllotmentCard cycle={cycle} />}
      {ASKING.includes(phase) && <SelfServiceCard cycle={cycle} />}
      {ASKING.includes(phase) && <ConflictsCard cycle={cycle} />}
      {ASKING.includes(phase) && (
        <>
          <ImportCard
            cycleId={cycle.id}
            what="interviews"
            title={<Trans>Import interviews</Trans>}
            label={t`Interviews file (CSV)`}
            hint={t`Columns: email, date, time, time_zone; if you have them, duration_minutes and interviewer_email. Who has an interview is moved, who has none gets one. You see what the file does before anything is changed.`}
          />
          <ImportCard
            cycleId={cycle.id}
            what="availability"
            title={<Trans>Import times</Trans>}
            label={t`Times file (CSV)`}
            hint={t`When interviewers and applicants can. Columns: email, date, starts, ends, time_zone; a row for each stretch of a day.`}
          />
        </>
      )}
      <InvitationsCard cycle={cycle} />
    </div>
  );
}
