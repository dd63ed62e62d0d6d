import fc from "fast-check";
import { beforeEach, expect, test } from "vitest";
import { ADA, type FakePage, FakeRoom, IVY, others, SAM } from "./testing/fakeRoom";
import { settle } from "./testing/fakeTimers";

/** Many runs, perhaps on a busy machine. */
const PATIENT = { timeout: 120_000 };

let room: FakeRoom;
let ada: FakePage;
let sam: FakePage;

beforeEach(async () => {
  room = new FakeRoom();
  [ada, sam] = await talking(room);
  // Long enough for the first beats.
  await room.wait(2_000);
});

async function talking(room: FakeRoom): Promise<[FakePage, FakePage]> {
  const pages: [FakePage, FakePage] = [await room.enter(ADA), await room.enter(SAM)];
  await room.press(...pages);
  return pages;
}

/** Tracks that leave now, per open connection. */
function carried(room: FakeRoom): string[] {
  return room.network.open.map(({ transceivers }) =>
    transceivers.map(({ sender }) => sender.track?.kind ?? "-").join(" "),
  );
}

const BOTH_WAYS = ["audio video - -", "audio video - -"];

function expectTalking(room: FakeRoom, one: FakePage, two: FakePage): void {
  expect([others(one), others(two)]).toEqual([["sam joined connected"], ["ada joined connected"]]);
  expect(carried(room)).toEqual(BOTH_WAYS);
}

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

type Move =
  | { readonly do: "move" | "kill" | "start" | "mute" | "reload" }
  | { readonly do: "reachable" | "restartsHelp"; readonly is: boolean }
  | { readonly do: "wait"; readonly ms: number };

const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    fc.record({ do: fc.constantFrom("move", "kill", "start", "mute", "reload" as const) }),
    fc.record({ do: fc.constantFrom("reachable" as const, "restartsHelp" as const), is: fc.boolean() }),
    { weight: 4, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.nat(9_000) }) },
  ),
  { maxLength: 14 },
) as fc.Arbitrary<Move[]>;

test(
  "[SIG-59] whatever happened: once the network and the server are back, both talk, over one connection",
  PATIENT,
  async () => {
    await fc.assert(
      fc.asyncProperty(moves, async (script) => {
        const room = new FakeRoom();
        let [ada, sam] = await talking(room);
        for (const move of script) {
          if (move.do === "wait") {
            await room.wait(move.ms);
          } else if (move.do === "reload") {
            sam.platform.happens("hide");
            sam.call.close();
            sam = await room.enter(SAM);
            await room.press(sam);
          } else if (move.do === "mute") {
            ada.call.setMicrophone(!ada.call.getSnapshot().local.microphone);
          } else if (move.do === "move") {
            room.network.move();
          } else if (move.do === "reachable" || move.do === "restartsHelp") {
            room.network[move.do] = move.is;
          } else {
            room.server[move.do]();
          }
          await settle();
        }
        room.network.reachable = true;
        room.server.start();
        await room.wait(10_000);
        // A page loaded while the server was away had no button yet.
        await room.press(sam);
        await room.wait(35_000);
        expectTalking(room, ada, sam);
        const muted = !ada.call.getSnapshot().local.microphone;
        expect(sam.call.getSnapshot().others[0]?.media.audio).toBe(!muted);
      }),
      { numRuns: 200 },
    );
  },
);

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
