import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { LocalMedia } from "./localMedia";
import { rememberDevice, rememberedDevices } from "./rememberedDevices";
import { FakeNetwork } from "./testing/fakeNetwork";
import { FakePlatform } from "./testing/fakePlatform";
import { FakeTimers, settle } from "./testing/fakeTimers";

const NONE = { camera: null, microphone: null, speaker: null };
const kept = new Map<string, string>();

beforeEach(() => {
  kept.clear();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

function page(): { media: LocalMedia; platform: FakePlatform } {
  const platform = new FakePlatform("sam", new FakeTimers(), new FakeNetwork(), () => {
    throw new Error("no socket here");
  });
  return { media: new LocalMedia(platform, () => undefined), platform };
}

test("what was chosen is in use on the next visit", async () => {
  const { media } = page();
  media.open();
  await settle();
  expect(media.view.chosen).toEqual({ camera: "cam-1", microphone: "mic-1", speaker: null });
  media.chooseDevice("camera", "cam-2");
  media.chooseDevice("speaker", "loud");
  const next = page().media;
  next.open();
  await settle();
  expect(next.view.chosen).toEqual({ camera: "cam-2", microphone: "mic-1", speaker: "loud" });
});

test("one that is gone by then gives way to another", async () => {
  rememberDevice("camera", "cam-of-school");
  const { media } = page();
  media.open();
  await settle();
  expect([media.view.chosen.camera, media.view.problems.camera]).toEqual(["cam-1", null]);
});

test.each(["", "no json", "null", "7", '{"camera":7,"microphone":""}'])(
  "%j in the store is nothing",
  (text) => {
    kept.set("vivavoce.devices", text);
    expect(rememberedDevices()).toEqual(NONE);
  },
);

test("a browser that keeps nothing is no failure", () => {
  vi.stubGlobal("localStorage", undefined);
  rememberDevice("camera", "cam-1");
  expect(rememberedDevices()).toEqual(NONE);
});
