import type { LocalMedia, MediaProblem } from "../../call/types";

export type Affected = "both" | "camera" | "microphone";

export type LocalProblem = { problem: MediaProblem; affected: Affected };

/** One message where one cause explains both devices, else one for each. */
export function problemsOf({ problems }: Pick<LocalMedia, "problems">): LocalProblem[] {
  const { camera, microphone } = problems;
  if (camera && camera === microphone) return [{ problem: camera, affected: "both" }];
  const found: LocalProblem[] = [];
  if (camera) found.push({ problem: camera, affected: "camera" });
  if (microphone) found.push({ problem: microphone, affected: "microphone" });
  return found;
}

/** Whether anything of camera or microphone needs words before the call. */
export function isTroubled({ problems, unusable }: Pick<LocalMedia, "problems" | "unusable">): boolean {
  return [problems.camera, problems.microphone, unusable.camera, unusable.microphone].some(Boolean);
}

/** Who closes the browser's picker does not want to share: that is no failure. */
export function screenFailed({ problems }: Pick<LocalMedia, "problems">): boolean {
  return problems.screen !== null && problems.screen !== "denied";
}
