import type { CyclePhase } from "../../api/types";

/** The nine phases in order: how far an application has come. */
export const PHASES: readonly CyclePhase[] = [
  "submission",
  "frozen",
  "preprocessing",
  "batch_prep",
  "processing",
  "scored",
  "selection",
  "published",
  "completed",
];

/** 1 to 9. */
export function stepOf(phase: CyclePhase): number {
  return PHASES.indexOf(phase) + 1;
}
