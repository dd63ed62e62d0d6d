import type { DeviceKind, LocalMedia } from "./types";

type Chosen = LocalMedia["chosen"];

const KEY = "vivavoce.devices";
const NONE: Chosen = { camera: null, microphone: null, speaker: null };

/** What this person chose the last time, in this browser. Anything odd in the store counts as nothing. */
export function rememberedDevices(): Chosen {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    const of = (kind: DeviceKind) => {
      const id = (kept as Record<string, unknown> | null)?.[kind];
      return typeof id === "string" && id !== "" ? id : null;
    };
    return { camera: of("camera"), microphone: of("microphone"), speaker: of("speaker") };
  } catch {
    // Private windows and strict settings keep nothing.
    return NONE;
  }
}

export function rememberDevice(kind: DeviceKind, id: string): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...rememberedDevices(), [kind]: id }));
  } catch {
    // It then has to be chosen again the next time.
  }
}
