import { beforeEach, expect, test } from "vitest";
import { LocalMedia } from "./localMedia";
import { FakeNetwork } from "./testing/fakeNetwork";
import { FakePlatform } from "./testing/fakePlatform";
import { FakeServer } from "./testing/fakeServer";
import { FakeTimers, settle } from "./testing/fakeTimers";

let platform: FakePlatform;
let media: LocalMedia;

beforeEach(() => {
  const timers = new FakeTimers();
  const server = new FakeServer(timers);
  platform = new FakePlatform("page", timers, new FakeNetwork(), (url) =>
    server.connect({ id: "sam", name: "Sam", role: "student" })(url),
  );
  media = new LocalMedia(platform, () => undefined);
});

async function opened(): Promise<void> {
  media.open();
  await settle();
}

function live(): string[] {
  return platform.fakeDevices.live.map(({ kind, device }) => `${kind} ${device}`);
}

test("asks once for both, and shows what it got", async () => {
  await opened();
  expect(platform.fakeDevices.requests).toBe(1);
  expect(media.view).toMatchObject({
    settled: true,
    camera: true,
    microphone: true,
    screen: false,
    chosen: { camera: "cam-1", microphone: "mic-1", speaker: null },
    problems: { camera: null, microphone: null, screen: null },
  });
  expect(media.view.devices.camera).toEqual([
    { id: "cam-1", label: "cam-1" },
    { id: "cam-2", label: "cam-2" },
  ]);
  expect(media.media).toEqual({ audio: true, video: true, screen: false });
});

test.each([
  ["NotAllowedError", "denied"],
  ["NotFoundError", "no-device"],
  ["NotReadableError", "busy"],
  ["SecurityError", "insecure"],
  ["WeirdError", "unknown"],
])("%s of the camera is %s; the microphone is got all the same", async (name, problem) => {
  platform.fakeDevices.failing = { video: name };
  await opened();
  expect(media.view.problems).toEqual({ camera: problem, microphone: null, screen: null });
  expect(media.media).toEqual({ audio: true, video: false, screen: false });
  expect(media.view.settled).toBe(true);
});

test("on an insecure page both are missing, in words of their own", async () => {
  media = new LocalMedia(Object.assign(platform, { devices: undefined, secure: false }), () => undefined);
  await opened();
  expect(media.view.problems).toEqual({ camera: "insecure", microphone: "insecure", screen: null });
  expect(media.view.settled).toBe(true);
});

test("on a secure page without devices it is the browser that cannot", async () => {
  media = new LocalMedia(Object.assign(platform, { devices: undefined }), () => undefined);
  await opened();
  expect(media.view.problems).toEqual({ camera: "unsupported", microphone: "unsupported", screen: null });
});

test("what the browser allows and is refused all the same, the system refuses", async () => {
  platform.fakeDevices.failing = { video: "NotAllowedError" };
  platform.permissions = "granted";
  await opened();
  expect(media.view.problems).toEqual({ camera: "system", microphone: null, screen: null });
});

test("trying again asks only for what is missing", async () => {
  platform.fakeDevices.failing = { video: "NotAllowedError" };
  await opened();
  platform.fakeDevices.failing = {};
  media.open();
  await settle();
  expect(media.view.problems.camera).toBe(null);
  expect(live()).toEqual(["audio mic-1", "video cam-1"]);
});

test("camera off stops the device, on asks anew; muting keeps it", async () => {
  await opened();
  media.setCamera(false);
  media.setMicrophone(false);
  await settle();
  expect(live()).toEqual(["audio mic-1"]);
  expect(media.media).toEqual({ audio: false, video: false, screen: false });
  expect([media.view.stream, media.tracks.camera, media.tracks.microphone?.enabled]).toEqual([
    null,
    null,
    false,
  ]);
  media.setCamera(true);
  media.setMicrophone(true);
  await settle();
  expect(media.media).toEqual({ audio: true, video: true, screen: false });
  expect(live()).toEqual(["audio mic-1", "video cam-1"]);
});

test("another camera replaces the first; a chosen one that is gone leaves the first in place", async () => {
  await opened();
  media.chooseDevice("camera", "cam-2");
  await settle();
  expect(live()).toEqual(["audio mic-1", "video cam-2"]);
  media.chooseDevice("camera", "cam-9");
  await settle();
  expect(live()).toEqual(["audio mic-1", "video cam-2"]);
  expect([media.view.unusable.camera, media.view.chosen.camera]).toEqual(["no-device", "cam-2"]);
  expect([media.view.camera, media.view.problems.camera]).toEqual([true, null]);
  media.chooseDevice("camera", "cam-1");
  await settle();
  expect([media.view.unusable.camera, media.view.chosen.camera]).toEqual([null, "cam-1"]);
});

test("a microphone that cannot be had is not missing while the former one works", async () => {
  platform.fakeDevices.microphones = ["mic-1", "mic-2"];
  await opened();
  platform.fakeDevices.failing = { audio: "NotReadableError" };
  media.chooseDevice("microphone", "mic-2");
  await settle();
  expect([media.view.microphone, live()]).toEqual([true, ["video cam-1", "audio mic-1"]]);
  expect([media.view.problems.microphone, media.view.unusable.microphone]).toEqual([null, "busy"]);
});

test("another camera may be chosen when the first could not be had, but none while it is turned off", async () => {
  platform.fakeDevices.failing = { video: "NotReadableError" };
  await opened();
  platform.fakeDevices.failing = {};
  media.chooseDevice("camera", "cam-2");
  await settle();
  expect([media.view.camera, media.view.problems.camera, live().at(-1)]).toEqual([true, null, "video cam-2"]);
  media.setCamera(false);
  media.chooseDevice("camera", "cam-1");
  await settle();
  expect(live()).toEqual(["audio mic-1"]);
  media.setCamera(true);
  await settle();
  expect(live()).toEqual(["audio mic-1", "video cam-1"]);
});

test("what was missing and is plugged in is used by itself, unless the person turned it off or the call is over", async () => {
  Object.assign(platform.fakeDevices, { cameras: [], microphones: [] });
  await opened();
  expect(media.view.problems).toMatchObject({ camera: "no-device", microphone: "no-device" });
  media.setCamera(false);
  const plugIn = async () => {
    Object.assign(platform.fakeDevices, { cameras: ["cam-9"], microphones: ["mic-9"] });
    platform.fakeDevices.dispatchEvent(new Event("devicechange"));
    await settle();
  };
  await plugIn();
  expect([live(), media.view.problems.microphone]).toEqual([["audio mic-9"], null]);
  expect(media.view.devices.microphone).toEqual([{ id: "mic-9", label: "mic-9" }]);
  media.stop();
  await plugIn();
  expect(live()).toEqual([]);
});

test("a camera that was unplugged while it was off is replaced by another when it is turned on", async () => {
  await opened();
  media.setCamera(false);
  platform.fakeDevices.cameras = ["cam-2"];
  media.setCamera(true);
  await settle();
  expect([live(), media.view.problems.camera]).toEqual([["audio mic-1", "video cam-2"], null]);
  media.stop();
  Object.assign(platform.fakeDevices, { cameras: ["cam-3"], microphones: ["mic-3"] });
  await opened();
  expect(live()).toEqual(["video cam-3", "audio mic-3"]);
});

test("camera off waits for nothing: neither for the screen's picker nor for another device", async () => {
  await opened();
  platform.fakeDevices.getDisplayMedia = () => new Promise(() => undefined);
  media.shareScreen();
  media.setCamera(false);
  expect([media.view.camera, live()]).toEqual([false, ["audio mic-1"]]);
  media.setCamera(true);
  await settle();
  platform.fakeDevices.answer = new Promise(() => undefined);
  media.chooseDevice("microphone", "mic-1");
  media.setCamera(false);
  expect([media.view.camera, live()]).toEqual([false, ["audio mic-1"]]);
});

test("no camera comes on after it was turned off: not one on its way, not one in place of an unplugged one", async () => {
  let answer: () => void = () => undefined;
  await opened();
  platform.fakeDevices.answer = new Promise((resolve) => {
    answer = resolve;
  });
  media.chooseDevice("camera", "cam-2");
  await settle();
  platform.fakeDevices.made.find(({ kind }) => kind === "video")?.unplug();
  media.setCamera(false);
  answer();
  await settle();
  expect([live(), media.view.camera, media.view.problems.camera]).toEqual([["audio mic-1"], false, null]);
});

test("a muted microphone stays muted when another one is chosen", async () => {
  platform.fakeDevices.microphones = ["mic-1", "mic-2"];
  await opened();
  media.setMicrophone(false);
  media.chooseDevice("microphone", "mic-2");
  await settle();
  expect([media.view.microphone, media.tracks.microphone?.enabled]).toEqual([false, false]);
  expect(live()).toEqual(["video cam-1", "audio mic-2"]);
});

test("an unplugged camera is replaced by what is left", async () => {
  await opened();
  platform.fakeDevices.cameras = ["cam-2"];
  platform.fakeDevices.made.find(({ kind }) => kind === "video")?.unplug();
  await settle();
  expect(media.view.chosen.camera).toBe("cam-2");
  expect(media.media.video).toBe(true);
});

test("the screen is shared until stopped here or in the browser's own bar", async () => {
  await opened();
  media.shareScreen();
  await settle();
  expect(media.media.screen).toBe(true);
  media.stopSharing();
  expect([media.media.screen, media.tracks.screen, live().length]).toEqual([false, null, 2]);
  media.shareScreen();
  await settle();
  platform.fakeDevices.made.at(-1)?.unplug();
  expect(media.media.screen).toBe(false);
  platform.fakeDevices.failing = { screen: "NotAllowedError" };
  media.shareScreen();
  await settle();
  expect(media.view.problems.screen).toBe("denied");
});

test("a screen chosen after the call has ended, or twice at once, is not shared", async () => {
  await opened();
  media.shareScreen();
  media.shareScreen();
  media.stop();
  await settle();
  expect([live(), media.view.screen]).toEqual([[], false]);
  expect(platform.fakeDevices.made.filter(({ device }) => device === "screen").length).toBe(1);
});

test("what is granted after the call has ended is given back at once", async () => {
  let answer: () => void = () => undefined;
  platform.fakeDevices.answer = new Promise((resolve) => {
    answer = resolve;
  });
  await opened();
  media.stop();
  answer();
  await settle();
  expect(live()).toEqual([]);
  expect(media.view.camera).toBe(false);
  expect(platform.fakeDevices.requests).toBe(1);
});

test("what the person turned off stays off until the person turns it on", async () => {
  await opened();
  media.setCamera(false);
  media.setMicrophone(false);
  await settle();
  media.open();
  await settle();
  expect([live(), media.media.audio]).toEqual([["audio mic-1"], false]);
  media.stop();
  await opened();
  expect([live(), media.media.audio, media.tracks.microphone?.enabled]).toEqual([
    ["audio mic-1"],
    false,
    false,
  ]);
});
