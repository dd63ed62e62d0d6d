import type { LocalMedia } from "./types";

/** What there is to choose from. Devices without an id cannot be: the browser hides them until it has permission. */
export async function deviceList(devices: MediaDevices | undefined): Promise<LocalMedia["devices"]> {
  const all = (await devices?.enumerateDevices().catch(() => [])) ?? [];
  const of = (kind: MediaDeviceKind) =>
    all
      .filter((device) => device.kind === kind && device.deviceId !== "")
      .map(({ deviceId, label }) => ({ id: deviceId, label }));
  return { camera: of("videoinput"), microphone: of("audioinput"), speaker: of("audiooutput") };
}
