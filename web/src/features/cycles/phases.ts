import type { CyclePhase } from "../../api/types";

/** The nine phases in their order. */
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

/** 1 to 9: how far an application has come. */
export function stepOf(phase: CyclePhase): number {
  return PHASES.indexOf(phase) + 1;
}
