import type { CallSnapshot, LocalMedia, MediaProblem } from "../../call/types";

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

/** Whether anything fails before the call: then the office's contact stands beside it instead of at the top. */
export function isTroubled({ local, signal }: Pick<CallSnapshot, "local" | "signal">): boolean {
  const { problems, unusable } = local;
  const devices = [problems.camera, problems.microphone, unusable.camera, unusable.microphone];
  return signal === "reconnecting" || devices.some(Boolean);
}

/** Who closes the browser's picker does not want to share: that is no failure. */
export function screenFailed({ problems }: Pick<LocalMedia, "problems">): boolean {
  return problems.screen !== null && problems.screen !== "denied";
}
