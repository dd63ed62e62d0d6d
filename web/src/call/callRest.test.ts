import { beforeEach, expect, test } from "vitest";
import { ADA, type FakePage, FakeRoom, others, SAM } from "./testing/fakeRoom";
import { expectTalking } from "./testing/talking";

const FIVE_MINUTES_MS = 300_000;

let room: FakeRoom;
let ada: FakePage;
let sam: FakePage;

beforeEach(async () => {
  room = new FakeRoom();
  [ada, sam] = [await room.enter(ADA), await room.enter(SAM)];
  await room.wait(2_000);
});

function hide(...pages: FakePage[]): void {
  for (const { platform } of pages) {
    platform.hidden = true;
    platform.happens("hidden");
  }
}

function show(...pages: FakePage[]): void {
  for (const { platform } of pages) {
    platform.hidden = false;
    platform.happens("awake");
  }
}

function expectNoConnection(): void {
  expect([others(ada), others(sam), room.network.open]).toEqual([
    ["sam here closed"],
    ["ada here closed"],
    [],
  ]);
}

test("[SIG-97] hidden for five minutes before Start Call: no connection is left, and none is sought", async () => {
  hide(sam);
  await room.wait(FIVE_MINUTES_MS - 1_000);
  expect([others(ada), others(sam)]).toEqual([["sam here warm"], ["ada here warm"]]);
  await room.wait(2_000);
  expectNoConnection();
  const begun = room.network.connections.length;
  room.server.cut(ADA);
  await room.wait(60_000);
  expectNoConnection();
  expect(room.network.connections).toHaveLength(begun);
});

test("[SIG-97] seen again, it is warm before anybody can press", async () => {
  hide(sam);
  await room.wait(FIVE_MINUTES_MS + 1_000);
  await room.press(ada);
  show(sam);
  await room.wait(500);
  expect([others(ada), others(sam)]).toEqual([["sam here warm"], ["ada joined warm"]]);
  await room.press(sam);
  await room.wait(500);
  expectTalking(room, ada, sam);
});

test("[SIG-97] both hidden, both seen again at once", async () => {
  hide(ada, sam);
  await room.wait(FIVE_MINUTES_MS + 1_000);
  expectNoConnection();
  show(ada, sam);
  await room.press(ada, sam);
  await room.wait(1_500);
  expectTalking(room, ada, sam);
});

test("[SIG-97] hidden for less, or after Start Call, nothing is given up", async () => {
  hide(sam);
  await room.wait(FIVE_MINUTES_MS / 2);
  show(sam);
  await room.press(ada);
  hide(ada);
  await room.wait(FIVE_MINUTES_MS * 1.2);
  await room.press(sam);
  expectTalking(room, ada, sam);
  expect(room.network.connections).toHaveLength(2);
});

test("[SIG-97] a page that comes while the other is hidden gives it five minutes more", async () => {
  hide(sam);
  await room.wait(FIVE_MINUTES_MS + 1_000);
  ada.platform.happens("hide");
  ada.call.close();
  ada = await room.enter(ADA);
  await room.wait(2_000);
  expect(others(ada)).toEqual(["sam here warm"]);
  await room.wait(FIVE_MINUTES_MS);
  expectNoConnection();
});

test("[SIG-97] given up and taken up again while the server is away, it comes back with the server", async () => {
  room.server.kill();
  hide(sam);
  await room.wait(FIVE_MINUTES_MS + 1_000);
  expect(room.network.open).toEqual([]);
  show(sam);
  await room.wait(2_000);
  room.server.start();
  await room.wait(20_000);
  await room.press(ada, sam);
  await room.wait(1_500);
  expectTalking(room, ada, sam);
});
