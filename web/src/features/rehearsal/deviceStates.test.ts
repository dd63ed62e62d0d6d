import { expect, test } from "vitest";
import type { MediaProblem } from "../../call/types";
import { better, type DeviceState, deviceStates } from "./deviceStates";

const track = {} as MediaStreamTrack;
const none = { camera: null, microphone: null, screen: null };
const working = { camera: true, microphone: true, microphoneTrack: track, problems: none };
const without = (problem: MediaProblem | null) => ({
  camera: false,
  microphone: false,
  microphoneTrack: null,
  problems: { ...none, camera: problem, microphone: problem },
});

test("what works, and what was heard", () => {
  expect(deviceStates(working, "heard", true)).toEqual({
    camera: "worked",
    microphone: "worked",
    speaker: "worked",
  });
  expect(deviceStates(working, "silent", false)).toEqual({
    camera: "worked",
    microphone: "silent",
    speaker: "silent",
  });
  expect(deviceStates(working, "listening", null)).toEqual({
    camera: "worked",
    microphone: "silent",
    speaker: "none",
  });
});

test("every trouble with a device has a state", () => {
  const states: Record<MediaProblem | "off", DeviceState> = {
    "no-device": "none",
    unsupported: "none",
    denied: "refused",
    system: "refused",
    busy: "refused",
    insecure: "refused",
    unknown: "refused",
    off: "none",
  };
  for (const [problem, state] of Object.entries(states)) {
    const seen = deviceStates(
      without(problem === "off" ? null : (problem as MediaProblem)),
      "listening",
      null,
    );
    expect([problem, seen.camera, seen.microphone]).toEqual([problem, state, state]);
  }
});

test("who turns the camera off after it was seen is not without one; what is said of the speaker counts", () => {
  const before = { camera: "worked", microphone: "silent", speaker: "worked" } as const;
  const now = { camera: "none", microphone: "worked", speaker: "silent" } as const;
  expect(better(before, now)).toEqual({ camera: "worked", microphone: "worked", speaker: "silent" });
});
