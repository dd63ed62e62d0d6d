import { beforeEach, expect, test } from "vitest";
import type { Pace } from "./callState";
import { SignalSocket } from "./signalSocket";
import { FakeNetwork } from "./testing/fakeNetwork";
import { FakePlatform } from "./testing/fakePlatform";
import { SAM } from "./testing/fakeRoom";
import { FakeServer } from "./testing/fakeServer";
import { FakeTimers, settle } from "./testing/fakeTimers";

let timers: FakeTimers;
let server: FakeServer;
let socket: SignalSocket;
let closed: [number, boolean][];
/** What the machine would answer a closed socket with. */
let pace: Pace | null;

beforeEach(() => {
  timers = new FakeTimers();
  server = new FakeServer(timers);
  closed = [];
  pace = "soon";
  const platform = new FakePlatform("page", timers, new FakeNetwork(), server.connect(SAM));
  socket = new SignalSocket("ws://room/ws", platform, {
    message: () => undefined,
    closed: (code, welcomed) => {
      closed.push([code, welcomed]);
      if (pace) {
        socket.connect("me", pace);
      }
    },
  });
});

async function connected(): Promise<void> {
  socket.connect("me", "now");
  await settle();
}

async function pass(ms: number): Promise<void> {
  timers.advance(ms);
  await settle();
}

test("[SIG-47] comes back at growing, jittered intervals, and quickly again after a success", async () => {
  await connected();
  server.kill();
  await settle();
  // With a random number of one half: three quarters of 300, 600, 1200, 2400, 3000, 3000 ms.
  for (const delay of [225, 450, 900, 1_800, 2_250, 2_250]) {
    const before = server.sockets.length;
    await pass(delay - 1);
    expect(server.sockets.length).toBe(before);
    await pass(1);
    expect(server.sockets.length).toBe(before + 1);
  }
  server.start();
  await pass(2_250);
  server.kill();
  server.start();
  await settle();
  const before = server.sockets.length;
  await pass(225);
  expect(server.sockets.length).toBe(before + 1);
});

test("[SIG-112] comes back between the hint of a crowded server and twice as late, and then as ever", async () => {
  await connected();
  server.sockets[0]?.end(1013, "retry after 8");
  await settle();
  // With a random number of one half.
  await pass(11_999);
  expect(server.sockets.length).toBe(1);
  await pass(1);
  expect(server.sockets.length).toBe(2);
  server.sockets[1]?.end(1013);
  await settle();
  await pass(225);
  expect(server.sockets.length).toBe(3);
});

test("[SIG-112] a page that wakes up does not wait out the hint", async () => {
  await connected();
  server.sockets[0]?.end(1013, "retry after 8");
  await settle();
  socket.hurry();
  await settle();
  expect(server.sockets.length).toBe(2);
});

test("tells whether the socket that closed had been let in", async () => {
  pace = null;
  server.refusing = 4401;
  await connected();
  server.refusing = null;
  await connected();
  server.sockets[1]?.end(4401);
  await settle();
  expect(closed).toEqual([
    [4401, false],
    [4401, true],
  ]);
});

test("[SIG-47] a page that wakes up does not wait out its back-off", async () => {
  await connected();
  server.kill();
  await settle();
  server.start();
  socket.hurry();
  await settle();
  expect(server.sockets.length).toBe(2);
});

test("waking up with an open socket asks it whether it is alive, and replaces it if not", async () => {
  await connected();
  socket.hurry();
  await settle();
  await pass(5_000);
  expect(closed).toEqual([]);
  const [dead] = server.sockets;
  if (dead) {
    dead.tell = () => undefined;
  }
  socket.hurry();
  await pass(5_000);
  expect(closed).toEqual([[1006, true]]);
});

test("a server that accepts and says nothing is given up", async () => {
  server.opened = (silent) => {
    silent.readyState = 1;
  };
  await connected();
  await pass(10_000);
  expect(closed).toEqual([[1006, false]]);
});

test("nothing that a replaced socket still says counts", async () => {
  await connected();
  socket.connect("me", "now");
  server.sockets[0]?.end(4408);
  await settle();
  expect(closed).toEqual([]);
  expect(server.sockets.map(({ url }) => url.search)).toEqual(["?peer=me&n=1", "?peer=me&n=2"]);
});

test("a new peer counts its sockets from one", async () => {
  await connected();
  socket.connect("me2", "now");
  await settle();
  expect(server.sockets.at(-1)?.url.search).toBe("?peer=me2&n=1");
});

test("after closing, no timer is left and nothing comes back", async () => {
  await connected();
  socket.close();
  socket.hurry();
  socket.used();
  await pass(60_000);
  expect([server.sockets.length, timers.pending, closed]).toEqual([1, 0, []]);
});
