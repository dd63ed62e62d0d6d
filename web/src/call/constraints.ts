import type { LocalMedia } from "./types";

export type Input = "camera" | "microphone";

const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};
const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

type Chosen = Pick<LocalMedia["chosen"], Input>;

/** What to ask the browser for: exactly the chosen devices, or any where none is chosen. */
export function constraints(inputs: readonly Input[], chosen: Chosen): MediaStreamConstraints {
  const of = (input: Input, base: MediaTrackConstraints) => {
    const deviceId = chosen[input];
    return inputs.includes(input) && { ...base, ...(deviceId && { deviceId: { exact: deviceId } }) };
  };
  return { video: of("camera", CAMERA), audio: of("microphone", MICROPHONE) };
}
