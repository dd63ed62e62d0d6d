import type { Input } from "./constraints";
import type { Platform } from "./platform";
import type { MediaProblem } from "./types";

/** Browsers differ in the names; these are the ones of the specification and of older Firefox and Safari. */
const PROBLEMS: Readonly<Record<string, MediaProblem>> = {
  NotAllowedError: "denied",
  PermissionDeniedError: "denied",
  SecurityError: "insecure",
  NotFoundError: "no-device",
  DevicesNotFoundError: "no-device",
  OverconstrainedError: "no-device",
  NotReadableError: "busy",
  TrackStartError: "busy",
  AbortError: "busy",
  NotSupportedError: "unsupported",
};

/** Chromium's own words for a camera that macOS or Windows keeps from it: "Permission denied by system". */
const BY_SYSTEM = /\bby system\b/i;

export function mediaProblem(error: unknown): MediaProblem {
  if (!(error instanceof Error || error instanceof DOMException)) return "unknown";
  const problem = PROBLEMS[error.name] ?? "unknown";
  return problem === "denied" && BY_SYSTEM.test(error.message) ? "system" : problem;
}

/**
 * Asks further where the error leaves it open: Firefox and Safari refuse in the same words whoever forbade it,
 * but a page that they themselves allow can only have been refused by the system.
 */
export async function whyNot(
  error: unknown,
  input: Input,
  platform: Pick<Platform, "permission">,
): Promise<MediaProblem> {
  const problem = mediaProblem(error);
  if (problem !== "denied") return problem;
  return (await platform.permission(input)) === "granted" ? "system" : "denied";
}
