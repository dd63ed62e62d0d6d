import { beforeEach, expect, test } from "vitest";
import { cleanText, LONGEST_TEXT } from "./chatText";
import { parseFrame } from "./frames";
import { ADA, type FakePage, FakeRoom, IVY, SAM } from "./testing/fakeRoom";

let room: FakeRoom;

beforeEach(() => {
  room = new FakeRoom();
});

async function talking(): Promise<[FakePage, FakePage]> {
  const pages: [FakePage, FakePage] = [await room.enter(ADA), await room.enter(SAM)];
  await room.press(...pages);
  await room.wait(1_000);
  return pages;
}

/** As short as can be: who, what, and what became of it. */
function chatOf({ call }: FakePage): string[] {
  return call
    .getSnapshot()
    .chat.map(({ from, text, fate }) => [from?.id ?? "me", text, ...(fate ? [fate] : [])].join(" "));
}

test("[SIG-70] what one writes everyone in the call reads, under the name of the pinned person", async () => {
  const [ada, sam] = await talking();
  expect(ada.call.sendChat("  Hello\u0000\u202e, Sam \r\n")).toBe(true);
  expect(chatOf(ada)).toEqual(["me Hello, Sam sending"]);
  await room.wait(200);
  expect(sam.call.sendChat("Good morning")).toBe(true);
  await room.wait(200);
  expect(chatOf(ada)).toEqual(["me Hello, Sam delivered", "sam Good morning"]);
  expect(chatOf(sam)).toEqual(["ada Hello, Sam", "me Good morning delivered"]);
  expect(sam.call.getSnapshot().chat.map(({ from }) => from)).toEqual([ADA, null]);
});

test("[SIG-70] nothing empty is sent, and nothing where nobody is in the call", async () => {
  const [ada, sam] = [await room.enter(ADA), await room.enter(SAM)];
  await room.press(ada);
  expect(ada.call.sendChat("Anybody?")).toBe(false);
  await room.press(sam);
  expect([ada.call.sendChat(" \u0007\n"), ada.call.sendChat("There you are")]).toEqual([false, true]);
  await room.wait(200);
  expect([chatOf(ada), chatOf(sam)]).toEqual([["me There you are delivered"], ["ada There you are"]]);
});

test("[SIG-70] who joins later does not get what was written before", async () => {
  const [ada, sam] = await talking();
  ada.call.sendChat("Before Ivy");
  const ivy = await room.enter(IVY);
  await room.wait(500);
  sam.call.sendChat("Still before Ivy");
  await room.press(ivy);
  await room.wait(500);
  expect(chatOf(ivy)).toEqual([]);
  ada.call.sendChat("Welcome");
  await room.wait(200);
  expect(chatOf(ivy)).toEqual(["ada Welcome"]);
});

test("[SIG-70] a message that overtakes the news of its writer's Start Call waits for it", async () => {
  const [ada, sam] = [await room.enter(ADA), await room.enter(SAM)];
  await room.press(ada);
  const socket = room.server.sockets[0];
  const receive = socket?.onmessage;
  const late: MessageEvent[] = [];
  if (!socket || !receive) throw new Error("a socket");
  socket.onmessage = (event) => late.push(event);
  await room.press(sam);
  sam.call.sendChat("First");
  await room.wait(300);
  expect(chatOf(ada)).toEqual([]);
  socket.onmessage = receive;
  for (const event of late) {
    receive(event);
  }
  await room.wait(300);
  expect([chatOf(ada), chatOf(sam)]).toEqual([["sam First"], ["me First delivered"]]);
});

test("[SIG-71] with the server dead messages go from page to page, each once", async () => {
  const [ada, sam] = await talking();
  room.server.kill();
  await room.wait(500);
  ada.call.sendChat("one");
  sam.call.sendChat("two");
  await room.wait(500);
  room.server.start();
  await room.wait(10_000);
  ada.call.sendChat("three");
  await room.wait(500);
  expect(chatOf(ada)).toEqual(["me one delivered", "sam two", "me three delivered"]);
  expect(chatOf(sam)).toEqual(["me two delivered", "ada one", "ada three"]);
});

test("[SIG-71] what could not arrive arrives once there is a way, in order, each once", async () => {
  const [ada, sam] = await talking();
  room.network.reachable = false;
  room.server.kill();
  await room.wait(500);
  ada.call.sendChat("one");
  ada.call.sendChat("two");
  await room.wait(3_000);
  expect([chatOf(ada), chatOf(sam)]).toEqual([["me one sending", "me two sending"], []]);
  room.network.reachable = true;
  room.server.start();
  await room.wait(20_000);
  expect(chatOf(sam)).toEqual(["ada one", "ada two"]);
  expect(chatOf(ada)).toEqual(["me one delivered", "me two delivered"]);
});

test("[SIG-71] what can reach nobody any more is said not to have arrived", async () => {
  const [ada, sam] = await talking();
  room.network.reachable = false;
  room.server.kill();
  await room.wait(500);
  ada.call.sendChat("Are you there?");
  room.server.start();
  sam.call.close();
  room.server.expel(SAM, 4403);
  await room.wait(100_000);
  expect(chatOf(ada)).toEqual(["me Are you there? failed"]);
});

test("[SIG-71] not more than fifty wait for one page", async () => {
  const [ada] = await talking();
  room.network.reachable = false;
  room.server.kill();
  await room.wait(200);
  const sent = Array.from({ length: 52 }, (_, n) => ada.call.sendChat(`${n}`));
  expect(sent).toEqual([...Array.from({ length: 50 }, () => true), false, false]);
});

test("[SIG-70] the latest five hundred are kept", async () => {
  const [ada, sam] = await talking();
  for (let n = 0; n < 520; n += 1) {
    ada.call.sendChat(`${n}`);
    if (n % 40 === 39) {
      await room.wait(200);
    }
  }
  for (const page of [ada, sam]) {
    const { chat } = page.call.getSnapshot();
    expect([chat.length, chat[0]?.text, chat[499]?.text]).toEqual([500, "20", "519"]);
  }
});

test("[SIG-70] text is cleaned at both ends, whatever a page sends", () => {
  const body = (value: unknown) => parseFrame({ gen: 1, seq: 1, ack: 0, body: value })?.body;
  expect(body({ kind: "chat", id: 3, text: "\u0000a\tb\r\nc\u0085 ", from: { name: "Ada" } })).toEqual({
    kind: "chat",
    id: 3,
    text: "a\tb\nc",
  });
  for (const bad of [
    { id: 1 },
    { text: "a" },
    { id: -1, text: "a" },
    { id: 1, text: 7 },
    { id: 1, text: "\n" },
  ]) {
    expect(body({ kind: "chat", ...bad })).toEqual({ kind: "unknown" });
  }
  const faces = "\u{1f600}".repeat(LONGEST_TEXT + 1);
  expect(Array.from(cleanText(faces))).toEqual(Array.from("\u{1f600}".repeat(LONGEST_TEXT)));
  expect(cleanText("<script>alert(1)</script>")).toBe("<script>alert(1)</script>");
});
