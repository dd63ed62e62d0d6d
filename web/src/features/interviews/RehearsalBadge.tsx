import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Rehearsal } from "../../api/types";
import { Badge } from "../../ui/Badge";

/** How the student's check of devices and connection went, in words. */
export function RehearsalBadge({ rehearsal: { verdict, risks } }: { rehearsal: Rehearsal }) {
  const words = useRiskWords();
  // As many words as it takes, in a narrow column.
  const wrapped = (children: ReactNode) => <span className="badge-words">{children}</span>;
  const reasons = risks.map((risk) => words[risk]).join(", ");
  switch (verdict) {
    case "ready":
      return <Badge tone="good">{wrapped(<Trans>Rehearsal: ready</Trans>)}</Badge>;
    case "at_risk":
      return <Badge tone="warn">{wrapped(<Trans>At risk: {reasons}</Trans>)}</Badge>;
    case "not_done":
      return <Badge>{wrapped(<Trans>Rehearsal: not done</Trans>)}</Badge>;
  }
}

function useRiskWords(): Record<Rehearsal["risks"][number], string> {
  const { t } = useLingui();
  return {
    camera: t`no camera`,
    microphone: t`not heard`,
    speaker: t`hears nothing`,
    choppy: t`choppy connection`,
    blocked: t`connection blocked`,
  };
}
