import { beforeEach, expect, test } from "vitest";
import { LocalMedia } from "./localMedia";
import type { FakeTrack } from "./testing/fakeMedia";
import { FakeNetwork } from "./testing/fakeNetwork";
import { FakePlatform } from "./testing/fakePlatform";
import { FakeServer } from "./testing/fakeServer";
import { FakeTimers, settle } from "./testing/fakeTimers";

let timers: FakeTimers;
let platform: FakePlatform;
let media: LocalMedia;

beforeEach(async () => {
  timers = new FakeTimers();
  const socket = new FakeServer(timers).connect({ id: "sam", name: "Sam", role: "student" });
  platform = new FakePlatform("page", timers, new FakeNetwork(), socket);
  media = new LocalMedia(platform, () => undefined);
  media.open();
  await settle();
});

async function passes(ms: number): Promise<void> {
  timers.advance(ms);
  await settle();
}

function inUse(kind: string): FakeTrack {
  const found = platform.fakeDevices.live.find((track) => track.kind === kind);
  if (!found) throw new Error(`no ${kind}`);
  return found;
}

test("[SIG-94] what a phone call silences and gives back is kept", async () => {
  const before = inUse("audio");
  before.interrupt();
  await passes(3_900);
  before.muted = false;
  await passes(60_000);
  expect(inUse("audio")).toBe(before);
  expect(platform.fakeDevices.requests).toBe(1);
});

test.each(["audio", "video"])("[SIG-94] what stays silent is asked for anew, %s", async (kind) => {
  const before = inUse(kind);
  before.interrupt();
  await passes(4_000);
  expect(before.readyState).toBe("ended");
  expect([inUse("audio").muted, inUse("video").muted]).toEqual([false, false]);
  expect(media.media).toEqual({ audio: true, video: true, screen: false });
});

test("[SIG-94] while the phone call goes on nothing can be had, and back on the page everything", async () => {
  const [sound, picture] = [inUse("audio"), inUse("video")];
  platform.fakeDevices.failing = { audio: "NotReadableError", video: "NotReadableError" };
  sound.interrupt();
  picture.interrupt();
  await passes(10_000);
  expect([inUse("audio"), inUse("video")]).toEqual([sound, picture]);
  expect(media.view.problems).toEqual({ camera: null, microphone: null, screen: null });
  platform.fakeDevices.failing = {};
  media.wake();
  await settle();
  expect([sound.readyState, picture.readyState]).toEqual(["ended", "ended"]);
  expect(platform.fakeDevices.live.length).toBe(2);
});

test("[SIG-94] what ended while nobody looked is asked for anew when the page is seen again", async () => {
  inUse("audio").stop();
  media.wake();
  await settle();
  expect(platform.fakeDevices.live.length).toBe(2);
  media.wake();
  await settle();
  expect(platform.fakeDevices.requests).toBe(2);
});

test("[SIG-94] a muted microphone comes back muted, a camera that is off stays off", async () => {
  media.setMicrophone(false);
  media.setCamera(false);
  inUse("audio").interrupt();
  await passes(4_000);
  media.wake();
  await settle();
  expect(platform.fakeDevices.live.map(({ kind, enabled }) => [kind, enabled])).toEqual([["audio", false]]);
});

test("[SIG-95] a camera that is in use elsewhere is taken as soon as it is free, asked for ever more rarely", async () => {
  platform.fakeDevices.failing = { video: "NotReadableError" };
  inUse("video").unplug();
  await settle();
  expect(media.view.problems.camera).toBe("busy");
  const asked = platform.fakeDevices.requests;
  await passes(5_000);
  await passes(9_900);
  expect(platform.fakeDevices.requests - asked).toBe(1);
  await passes(100);
  for (let minute = 0; minute < 10; minute += 1) {
    await passes(40_000);
  }
  expect(platform.fakeDevices.requests - asked).toBe(12);
  platform.fakeDevices.failing = {};
  await passes(40_000);
  expect(media.view.problems.camera).toBe(null);
  expect(media.media.video).toBe(true);
});

test("[SIG-95] it is asked for at once when the page is seen again, and not at all any more after the call", async () => {
  platform.fakeDevices.failing = { video: "NotReadableError" };
  inUse("video").unplug();
  await settle();
  const asked = platform.fakeDevices.requests;
  media.wake();
  await settle();
  expect(platform.fakeDevices.requests - asked).toBe(1);
  media.stop();
  media.wake();
  await passes(60_000);
  expect(platform.fakeDevices.requests - asked).toBe(1);
});
