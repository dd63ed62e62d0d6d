import type { Application, ApplicationStatus, CyclePhase } from "../../api/types";

export type ApplicationMove =
  | { tag: "status"; to: ApplicationStatus }
  | { tag: "check"; checked: boolean }
  | { tag: "set_aside" }
  | { tag: "score" };

/** What the office may do with an application in a phase; the server has the last word. */
export function applicationMoves(phase: CyclePhase, application: Application): ApplicationMove[] {
  const { status, checked, scheduled_interview_id: scheduled } = application;
  if (phase === "preprocessing" && status === "submitted")
    return [{ tag: "check", checked: !checked }, { tag: "set_aside" }];
  if (phase === "preprocessing" && status === "set_aside") return [{ tag: "status", to: "submitted" }];
  if (phase === "processing" && (status === "submitted" || status === "scored")) return [{ tag: "score" }];
  if (phase !== "selection") return [];
  if (status === "scored")
    return [
      { tag: "status", to: "selected" },
      { tag: "status", to: "not_selected" },
    ];
  if (status === "not_selected" || (status === "selected" && scheduled === null))
    return [{ tag: "status", to: "scored" }];
  return [];
}
