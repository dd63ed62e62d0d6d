import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { declareAsStudent } from "../../api/conflictsApi";
import type { StudentInterview } from "../../api/types";
import { Button } from "../../ui/Button";
import { ConflictDialog } from "../conflicts/ConflictDialog";

/** Nobody should be interviewed by a relative, a teacher or a neighbor. */
export function KnownInterviewer({ interview }: { interview: StudentInterview }) {
  const { t } = useLingui();
  const [telling, setTelling] = useState(false);
  const people = [interview.lead, ...interview.panel].map((person) => person.name);
  return (
    <div>
      <Button small tone="plain" onClick={() => setTelling(true)}>
        <Trans>I know my interviewer…</Trans>
      </Button>
      {telling && (
        <ConflictDialog
          title={t`You know your interviewer`}
          lead={t`The office looks at it and finds you somebody else. Until then your time stays yours.`}
          people={people}
          declare={(position, reason) => declareAsStudent(interview.id, position, reason)}
          onClose={() => setTelling(false)}
        />
      )}
    </div>
  );
}
