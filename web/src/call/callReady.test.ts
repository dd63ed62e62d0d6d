import { beforeEach, expect, test } from "vitest";
import { firstScale } from "./sections";
import { ADA, FakeRoom, SAM } from "./testing/fakeRoom";
import { settle } from "./testing/fakeTimers";

let room: FakeRoom;

beforeEach(() => {
  room = new FakeRoom();
});

test.each([
  [undefined, 1],
  [240, 1],
  [360, 2],
  [480, 2],
  [720, 2],
])("a camera of %s lines starts at 1/%i of its size", (height, scale) => {
  const track = { getSettings: () => ({ height }) } as MediaStreamTrack;
  expect([firstScale(track), firstScale(null)]).toEqual([scale, 1]);
});

function cameras(): string[] {
  const each = room.network.connections.map(({ transceivers }) => {
    const [, camera] = transceivers;
    const isReady = camera?.sender.track && camera.encoding.active === false;
    return isReady ? "ready" : camera?.out ? "sends" : "empty";
  });
  return each.sort();
}

test("[SIG-45] the camera of whoever waits is ready on its sender, which may send nothing", async () => {
  const [ada, sam] = [await room.enter(ADA), await room.enter(SAM)];
  await room.press(ada);
  expect(cameras()).toEqual(["empty", "ready"]);
  ada.call.setCamera(false);
  await settle();
  expect(cameras()).toEqual(["empty", "empty"]);
  ada.call.setCamera(true);
  await settle();
  expect(cameras()).toEqual(["empty", "ready"]);
  expect(room.sent).toEqual([]);
  await room.press(sam);
  expect(cameras()).toEqual(["sends", "sends"]);
});

test("[SIG-45] whoever comes later finds it ready, and it is gone with the call", async () => {
  const ada = await room.enter(ADA);
  await room.press(ada);
  await room.enter(SAM);
  expect(cameras()).toEqual(["empty", "ready"]);
  ada.call.endCall();
  await settle();
  expect(cameras()).toEqual(["empty", "empty"]);
  expect(room.sent).toEqual([]);
});

test("[SIG-45] where a sender cannot be told to be silent, no camera is put on it before both have pressed", async () => {
  room.network.obeysActive = false;
  const [ada, sam] = [await room.enter(ADA), await room.enter(SAM)];
  await room.press(ada);
  expect([cameras(), room.sent]).toEqual([["empty", "empty"], []]);
  await room.press(sam);
  expect(cameras()).toEqual(["sends", "sends"]);
});
