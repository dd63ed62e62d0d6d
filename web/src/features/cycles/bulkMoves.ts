import type { ApplicationChange } from "../../api/adminApi";
import type { CyclePhase } from "../../api/types";

export type BulkMove = "check" | "uncheck" | "select" | "reject" | "undecide";

const MOVES: Partial<Record<CyclePhase, readonly BulkMove[]>> = {
  preprocessing: ["check", "uncheck"],
  selection: ["select", "reject", "undecide"],
};

export const BULK_CHANGES: Record<BulkMove, ApplicationChange> = {
  check: { checked: true },
  uncheck: { checked: false },
  select: { status: "selected" },
  reject: { status: "not_selected" },
  undecide: { status: "scored" },
};

/** What may be done to many at once in a phase. */
export const bulkMoves = (phase: CyclePhase): readonly BulkMove[] => MOVES[phase] ?? [];
