import { expect, test } from "vitest";
import { OwnDevices } from "./ownDevices";
import { FakeNetwork } from "./testing/fakeNetwork";
import { FakePlatform } from "./testing/fakePlatform";
import { FakeTimers, settle } from "./testing/fakeTimers";

test("devices without a call: seen, chosen, turned off, and all freed at the end", async () => {
  const network = new FakeNetwork();
  const platform = new FakePlatform("sam", new FakeTimers(), network, () => {
    throw new Error("no socket here");
  });
  const devices = new OwnDevices(platform);
  let told = 0;
  devices.subscribe(() => {
    told += 1;
  });
  devices.open();
  await settle();
  const { camera, microphone, microphoneTrack, stream } = devices.getSnapshot();
  expect([camera, microphone, stream !== null, microphoneTrack?.kind]).toEqual([true, true, true, "audio"]);
  devices.chooseDevice("camera", "cam-2");
  devices.setMicrophone(false);
  await settle();
  expect([devices.getSnapshot().chosen.camera, devices.getSnapshot().microphone]).toEqual(["cam-2", false]);
  expect(told).toBeGreaterThan(0);
  devices.close();
  expect(platform.fakeDevices.live).toEqual([]);
  expect(devices.getSnapshot().microphoneTrack).toBeNull();
  expect(network.connections).toEqual([]);
});
