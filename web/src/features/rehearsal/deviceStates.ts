import type { Heard } from "../../call/hearing";
import type { LocalMedia, MediaProblem } from "../../call/types";

export type DeviceState = "worked" | "silent" | "refused" | "none";
export type DeviceStates = { camera: DeviceState; microphone: DeviceState; speaker: DeviceState };

type Seen = Pick<LocalMedia, "camera" | "microphone" | "microphoneTrack" | "problems">;

/** `answer`: whether the person heard the tones; null while they have not said. */
export function deviceStates(local: Seen, heard: Heard, answer: boolean | null): DeviceStates {
  const { problems } = local;
  return {
    camera: local.camera ? "worked" : missing(problems.camera),
    microphone: local.microphoneTrack
      ? heard === "heard"
        ? "worked"
        : "silent"
      : missing(problems.microphone),
    speaker: answer === null ? "none" : answer ? "worked" : "silent",
  };
}

/** Nothing that worked since the check began is taken back by turning it off; the speaker is what was said last. */
export function better(before: DeviceStates, now: DeviceStates): DeviceStates {
  const best = (device: "camera" | "microphone") => (before[device] === "worked" ? "worked" : now[device]);
  return { camera: best("camera"), microphone: best("microphone"), speaker: now.speaker };
}

function missing(problem: MediaProblem | null): DeviceState {
  switch (problem) {
    case null:
    case "no-device":
    case "unsupported":
      return "none";
    case "denied":
    case "system":
    case "busy":
    case "insecure":
    case "unknown":
      return "refused";
  }
}
