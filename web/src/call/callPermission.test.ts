import { beforeEach, expect, test } from "vitest";
import { ADA, type FakePage, FakeRoom, SAM } from "./testing/fakeRoom";
import { settle } from "./testing/fakeTimers";

let room: FakeRoom;

beforeEach(() => {
  room = new FakeRoom();
});

function phases(...pages: FakePage[]) {
  return pages.map(({ call }) => call.getSnapshot().phase.tag);
}

test("nothing is negotiated before the browser has answered; a press does not wait for it", async () => {
  const sam = await room.enter(SAM);
  const ada = room.load(ADA);
  let answer: () => void = () => undefined;
  ada.platform.fakeDevices.answer = new Promise((resolve) => {
    answer = resolve;
  });
  ada.call.open();
  await settle();
  expect(room.network.connections.map(({ negotiations }) => negotiations)).toEqual([0, 0]);
  await room.press(sam, ada);
  expect(phases(ada, sam)).toEqual(["connected", "connected"]);
  answer();
  await settle();
  // Addresses that were hidden until then are looked at now.
  expect(room.network.connections.map(({ negotiations }) => negotiations)).toEqual([2, 2]);
  expect(room.sent.map(({ kind }) => kind).sort()).toEqual(["audio", "audio", "video", "video"]);
});

test("a late grant makes links look at the addresses again, once", async () => {
  const sam = await room.enter(SAM);
  const ada = room.load(ADA);
  ada.platform.fakeDevices.failing = { video: "NotAllowedError", audio: "NotAllowedError" };
  ada.call.open();
  await settle();
  await room.press(sam, ada);
  ada.platform.fakeDevices.failing = {};
  ada.call.retryMedia();
  await settle();
  expect(phases(ada, sam)).toEqual(["connected", "connected"]);
  expect(room.network.connections.map(({ negotiations }) => negotiations)).toEqual([2, 2]);
  ada.call.setCamera(false);
  ada.call.setCamera(true);
  await settle();
  expect(room.network.connections.map(({ negotiations }) => negotiations)).toEqual([2, 2]);
});

test("what a browser refuses to do does not silence the page", async () => {
  const ada = await room.enter(ADA);
  const [socket] = room.server.sockets;
  if (!socket) throw new Error("one socket");
  const { send } = socket;
  socket.send = () => {
    throw new DOMException("refused", "InvalidStateError");
  };
  expect(() => ada.call.startCall()).toThrow("refused");
  socket.send = send;
  const sam = await room.enter(SAM);
  await room.press(sam);
  expect(phases(ada)).toEqual(["connected"]);
  ada.call.endCall();
  expect(phases(ada)).toEqual(["ended"]);
});
