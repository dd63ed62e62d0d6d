import { beforeEach, expect, test } from "vitest";
import { ADA, type FakePage, FakeRoom, IVY, others, SAM } from "./testing/fakeRoom";
import { expectTalking, talking } from "./testing/talking";

let room: FakeRoom;
let ada: FakePage;
let sam: FakePage;

beforeEach(async () => {
  room = new FakeRoom();
  [ada, sam] = await talking(room);
  // Long enough for the first beats.
  await room.wait(2_000);
});

test("[SIG-57] while beats arrive, the browser's own alarm is no reason for anything", async () => {
  for (const connection of room.network.connections) {
    connection.become("disconnected");
  }
  await room.wait(5_000);
  expectTalking(room, ada, sam);
  expect(room.network.connections.map(({ negotiations }) => negotiations)).toEqual([1, 1]);
});

test("[SIG-57] a path that dies without a word is noticed within two seconds and replaced; the phase stays", async () => {
  room.network.reachable = false;
  await room.wait(2_100);
  expect([others(ada), others(sam)]).toEqual([["sam joined interrupted"], ["ada joined interrupted"]]);
  expect(ada.call.getSnapshot().phase.tag).toBe("connected");
  room.network.reachable = true;
  await room.wait(1_500);
  expectTalking(room, ada, sam);
});

test.each([
  ["a fresh connection, where an ICE restart finds no way", false, 4],
  ["the present connection, where an ICE restart does", true, 2],
])("[SIG-57] after a change of network: %s", async (_which, restartsHelp, atLeast) => {
  room.network.restartsHelp = restartsHelp;
  room.network.move();
  await room.wait(3_000);
  expectTalking(room, ada, sam);
  expect(room.network.connections.length).toBeGreaterThanOrEqual(atLeast);
  expect(room.network.open.every(({ address }) => address === room.network.address)).toBe(true);
});

test.each([0, 1])(
  "[SIG-57] a connection that the browser closed under a page is replaced as soon, on side %i",
  async (side) => {
    room.network.connections[side]?.close();
    await room.wait(4_000);
    expectTalking(room, ada, sam);
  },
);

test("[SIG-57] the picture in use changes with the connection, on both pages", async () => {
  const before = [ada, sam].map(({ call }) => call.getSnapshot().others[0]?.video);
  room.network.restartsHelp = false;
  room.network.move();
  await room.wait(3_000);
  const after = [ada, sam].map(({ call }) => call.getSnapshot().others[0]?.video);
  expect(after.every((video, index) => video && video !== before[index])).toBe(true);
});

test("[SIG-57] the server goes with the network, and both come back with it", async () => {
  room.server.kill();
  room.network.move();
  room.network.restartsHelp = false;
  await room.wait(10_000);
  expect(others(ada)).toEqual(["sam joined interrupted"]);
  room.server.start();
  await room.wait(10_000);
  expectTalking(room, ada, sam);
});

test("[SIG-58] what does not come back is said to have failed, tried on, and comes back when it can", async () => {
  room.network.reachable = false;
  await room.wait(15_000);
  expect(others(ada)).toEqual(["sam joined failed"]);
  const tried = room.network.connections.length;
  await room.wait(120_000);
  // One of each side every sixteen seconds, and no loop.
  expect(room.network.connections.length - tried).toBeLessThanOrEqual(16);
  expect(room.network.open.length).toBeLessThanOrEqual(4);
  room.network.reachable = true;
  await room.wait(20_000);
  expectTalking(room, ada, sam);
});

test("[SIG-45] a connection begun in the green room carries nothing before both have pressed", async () => {
  room = new FakeRoom();
  const pages = [await room.enter(ADA), await room.enter(SAM)];
  await room.wait(2_000);
  room.network.restartsHelp = false;
  room.network.move();
  await room.wait(4_000);
  expect(room.network.connections.length).toBeGreaterThan(2);
  expect(room.sent).toEqual([]);
  expect(pages.map(others)).toEqual([["sam here warm"], ["ada here warm"]]);
});

test("a page that slept doubts its socket, and opens another", async () => {
  const sockets = room.server.sockets.length;
  room.timers.sleep(60_000);
  await room.wait(4_000);
  expect(room.server.sockets.length).toBeGreaterThan(sockets);
  expectTalking(room, ada, sam);
});

test("[SIG-60] sound alone goes missing: both hear of it, the tracks are put back, at last the connection is replaced", async () => {
  room.network.swallows.add("audio");
  await room.wait(6_000);
  expect(ada.call.getSnapshot().others[0]?.condition.theyGet).toEqual({ audio: false, video: true });
  // Taken off and put back, on both sides.
  expect(room.sent.filter(({ kind }) => kind === "audio").length).toBe(4);
  await room.wait(5_000);
  room.network.swallows.clear();
  await room.wait(4_000);
  expect(room.network.connections.length).toBeGreaterThan(2);
  expectTalking(room, ada, sam);
  expect(ada.call.getSnapshot().others[0]?.condition.theyGet).toEqual({ audio: true, video: true });
});

test("three people on a network that changes all come back", async () => {
  const ivy = await room.enter(IVY);
  await room.press(ivy);
  await room.wait(2_000);
  room.network.restartsHelp = false;
  room.network.move();
  await room.wait(4_000);
  expect([ada, sam, ivy].map(others)).toEqual([
    ["sam joined connected", "ivy joined connected"],
    ["ada joined connected", "ivy joined connected"],
    ["ada joined connected", "sam joined connected"],
  ]);
  expect(room.network.open.length).toBe(6);
});
