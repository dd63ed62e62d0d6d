import { beforeEach, expect, test } from "vitest";
import { ADA, type FakePage, FakeRoom, IVY, others, SAM } from "./testing/fakeRoom";
import { settle } from "./testing/fakeTimers";

let room: FakeRoom;

beforeEach(() => {
  room = new FakeRoom();
});

async function talking() {
  const [ada, sam] = [await room.enter(ADA), await room.enter(SAM)];
  await room.press(ada, sam);
  return { ada, sam };
}

function phases(...pages: FakePage[]) {
  return pages.map(({ call }) => call.getSnapshot().phase.tag);
}

test("[SIG-45] in the green room the link is already warm, and carries nothing", async () => {
  const [ada, sam] = [await room.enter(ADA), await room.enter(SAM)];
  expect(phases(ada, sam)).toEqual(["greenroom", "greenroom"]);
  expect(others(ada)).toEqual(["sam here warm"]);
  expect(others(sam)).toEqual(["ada here warm"]);
  expect(room.sent).toEqual([]);
});

test.each([
  ["the office", 0],
  ["the student", 1],
])("[SIG-45] no track leaves before both have pressed: %s first", async (_who, first) => {
  const pages = [await room.enter(ADA), await room.enter(SAM)];
  const [one, two] = first === 0 ? pages : pages.reverse();
  if (!one || !two) throw new Error("two pages");
  const before = room.network.connections.map(({ negotiations }) => negotiations);
  await room.press(one);
  expect(phases(one, two)).toEqual(["waiting", "greenroom"]);
  expect(room.sent).toEqual([]);
  await room.press(two);
  expect(phases(one, two)).toEqual(["connected", "connected"]);
  expect(room.sent.map(({ kind }) => kind).sort()).toEqual(["audio", "audio", "video", "video"]);
  // The picture needs no negotiation of its own.
  expect(room.network.connections.map(({ negotiations }) => negotiations)).toEqual(before);
});

test("one connection per pair, four sections, both directions, made by one side alone", async () => {
  await talking();
  expect(room.network.connections.length).toBe(2);
  for (const { transceivers, negotiations } of room.network.connections) {
    expect(transceivers.map(({ kind, direction }) => [kind, direction])).toEqual([
      ["audio", "sendrecv"],
      ["video", "sendrecv"],
      ["video", "sendrecv"],
      ["audio", "sendrecv"],
    ]);
    expect(negotiations).toBe(1);
  }
});

test("a large picture starts at half its size, to be there at once, and grows", async () => {
  await talking();
  expect(room.network.connections.map(({ scales }) => scales.toSorted())).toEqual([
    [1, 2],
    [1, 2],
  ]);
  await room.wait(1_500);
  const now = room.network.connections.map(({ transceivers }) => transceivers[1]?.encoding);
  expect(now.map((encoding) => encoding?.scaleResolutionDownBy)).toEqual([1, 1]);
});

test("[SIG-46] the server is killed and comes back: no link is touched, both sockets return with their seats", async () => {
  const { ada, sam } = await talking();
  const before = room.network.connections.map(({ negotiations, sent }) => [negotiations, sent.length]);
  room.server.kill();
  await settle();
  expect([ada, sam].map(({ call }) => call.getSnapshot().signal)).toEqual(["reconnecting", "reconnecting"]);
  expect(phases(ada, sam)).toEqual(["connected", "connected"]);
  await room.wait(5_000);
  room.server.start();
  await room.wait(9_000);
  expect([ada, sam].map(({ call }) => call.getSnapshot().signal)).toEqual(["open", "open"]);
  expect(others(ada)).toEqual(["sam joined connected"]);
  expect(others(sam)).toEqual(["ada joined connected"]);
  expect(room.network.connections.map(({ negotiations, sent }) => [negotiations, sent.length])).toEqual(
    before,
  );
  const joins = room.server.sockets.flatMap(({ sent }) => sent).filter(({ type }) => type === "join");
  expect(joins.map(({ seat }) => seat)).toEqual([
    undefined,
    undefined,
    expect.any(Number),
    expect.any(Number),
  ]);
});

test("[SIG-47] every socket of a page has the same peer and a higher number", async () => {
  await talking();
  room.server.kill();
  room.server.start();
  await room.wait(2_000);
  const numbers = room.server.sockets.map(({ url }) => [
    url.searchParams.get("peer"),
    url.searchParams.get("n"),
  ]);
  expect(numbers.sort()).toEqual([
    ["ada1-1", "1"],
    ["ada1-1", "2"],
    ["sam2-1", "1"],
    ["sam2-1", "2"],
  ]);
});

test("with the server away, pages still tell each other what they show and that they leave", async () => {
  const { ada, sam } = await talking();
  room.server.kill();
  await settle();
  ada.call.setMicrophone(false);
  await settle();
  expect(sam.call.getSnapshot().others[0]?.media).toEqual({ audio: false, video: true, screen: false });
  ada.call.endCall();
  await settle();
  expect(others(sam)).toEqual(["ada gone closed left"]);
  expect(phases(ada, sam)).toEqual(["ended", "waiting"]);
});

test.each([ADA, SAM])(
  "a reload of $name mid-call: back in the green room, then talking again",
  async (person) => {
    const { ada, sam } = await talking();
    const [leaver, stayer] = person === ADA ? [ada, sam] : [sam, ada];
    leaver.platform.happens("hide");
    leaver.call.close();
    await settle();
    expect(phases(stayer)).toEqual(["waiting"]);
    const again = await room.enter(person);
    expect(phases(again, stayer)).toEqual(["greenroom", "waiting"]);
    expect(others(stayer)).toEqual([`${person.id} here warm`]);
    await room.press(again);
    expect(phases(again, stayer)).toEqual(["connected", "connected"]);
  },
);

test("[SIG-53] a second tab stays cold, takes the call over when pressed, and gives it back", async () => {
  const { ada, sam } = await talking();
  const second = await room.enter(SAM);
  expect(others(ada)).toEqual(["sam joined connected"]);
  expect(ada.call.getSnapshot().others[0]?.peer).toBe("sam2-1");
  await room.press(second);
  expect(phases(sam, second, ada)).toEqual(["moved", "connected", "connected"]);
  expect(ada.call.getSnapshot().others[0]?.peer).toBe("sam3-1");
  expect(sam.platform.fakeDevices.live).toEqual([]);
  sam.call.takeBack();
  await settle();
  await room.wait(2_000);
  expect(phases(sam, second, ada)).toEqual(["connected", "moved", "connected"]);
  expect(others(ada)).toEqual(["sam joined connected"]);
  expect(ada.call.getSnapshot().others[0]?.peer).toBe("sam2-3");
});

test("three people: a link per pair, the same code", async () => {
  const pages = [await room.enter(ADA), await room.enter(SAM), await room.enter(IVY)];
  await room.press(...pages);
  expect(phases(...pages)).toEqual(["connected", "connected", "connected"]);
  expect(room.network.open.length).toBe(6);
  expect(pages.map(others)).toEqual([
    ["sam joined connected", "ivy joined connected"],
    ["ada joined connected", "ivy joined connected"],
    ["ada joined connected", "sam joined connected"],
  ]);
});

test("someone shown out stops sending and receiving at once, on both ends", async () => {
  const { ada, sam } = await talking();
  room.server.expel(SAM, 4403);
  await settle();
  expect(sam.call.getSnapshot().phase).toEqual({ tag: "ended", why: "removed" });
  expect(others(ada)).toEqual(["sam gone closed removed"]);
  expect(room.network.open).toEqual([]);
  expect(sam.platform.fakeDevices.live).toEqual([]);
});

test("end for everyone", async () => {
  const { ada, sam } = await talking();
  ada.call.endForEveryone();
  await settle();
  expect(sam.call.getSnapshot().phase).toEqual({ tag: "ended", why: "ended-by-office" });
  expect(phases(ada)).toEqual(["ended"]);
});

test("[SIG-55] end for everyone with the server away ends nobody's call, and ends all once it is back", async () => {
  const { ada, sam } = await talking();
  room.server.kill();
  await settle();
  ada.call.endForEveryone();
  await settle();
  expect(phases(ada, sam)).toEqual(["connected", "connected"]);
  room.server.start();
  await room.wait(15_000);
  ada.call.endForEveryone();
  await settle();
  expect(phases(ada, sam)).toEqual(["ended", "ended"]);
});

test("[SIG-54] a room that never opens says that the server cannot be reached, and opens when it can", async () => {
  room.server.kill();
  const sam = await room.enter(SAM);
  await room.wait(60_000);
  expect([phases(sam), sam.call.getSnapshot().signal]).toEqual([["loading"], "reconnecting"]);
  room.server.start();
  await room.wait(9_000);
  expect([phases(sam), sam.call.getSnapshot().signal]).toEqual([["greenroom"], "open"]);
});

test("a silent socket is replaced", async () => {
  const ada = await room.enter(ADA);
  const [socket] = room.server.sockets;
  if (socket) {
    socket.tell = () => undefined;
  }
  await room.wait(9_000);
  expect(ada.call.getSnapshot().signal).toBe("reconnecting");
  await room.wait(1_000);
  expect(ada.call.getSnapshot().signal).toBe("open");
  expect(room.server.sockets.length).toBe(2);
});

test("[SIG-53] an evicted tab comes back when it is used, not before", async () => {
  const ada = await room.enter(ADA);
  room.server.sockets[0]?.end(4429);
  await room.wait(60_000);
  expect([room.server.sockets.length, ada.call.getSnapshot().signal]).toEqual([1, "paused"]);
  ada.platform.happens("used");
  await settle();
  expect(room.server.sockets.length).toBe(2);
  expect(phases(ada)).toEqual(["greenroom"]);
});

test("[SIG-50] a page that the browser brings back from its cache starts as a new page", async () => {
  const { ada, sam } = await talking();
  sam.platform.happens("hide");
  await settle();
  expect(others(ada)).toEqual(["sam gone closed left"]);
  sam.platform.happens("restored");
  await settle();
  expect(phases(sam)).toEqual(["greenroom"]);
  expect(others(ada)).toEqual(["sam here warm"]);
  expect(room.sent.length).toBe(4);
});

test("a snapshot keeps its identity until something changes, and so do its parts", async () => {
  const { ada } = await talking();
  await room.wait(3_000);
  const before = ada.call.getSnapshot();
  let told = 0;
  ada.call.subscribe(() => {
    told += 1;
  });
  await room.wait(12_000);
  expect(ada.call.getSnapshot()).toBe(before);
  expect(told).toBe(0);
  ada.call.setMicrophone(false);
  await settle();
  const after = ada.call.getSnapshot();
  expect(after).not.toBe(before);
  expect(after.others).toBe(before.others);
  expect(after.local.devices).toBe(before.local.devices);
});

test("closing leaves, frees every device and says nothing more", async () => {
  const { ada, sam } = await talking();
  ada.call.close();
  await room.wait(1_000);
  expect(ada.platform.fakeDevices.live).toEqual([]);
  expect(others(sam)).toEqual(["ada gone closed left"]);
  expect(room.network.open).toEqual([]);
  ada.call.startCall();
  ada.call.open();
  expect(phases(ada)).toEqual(["ended"]);
});
