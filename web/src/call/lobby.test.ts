import { beforeEach, expect, test } from "vitest";
import { phaseOf, step } from "./callMachine";
import { type CallEvent, type CallState, type Effect, initialState } from "./callState";
import { shownPeers } from "./peers";
import { ADA, type FakePage, FakeRoom, others, SAM } from "./testing/fakeRoom";
import { settle } from "./testing/fakeTimers";
import {
  admitted,
  closed,
  knocking,
  message,
  NOW,
  PRESSED,
  peer,
  tell,
  transport,
  welcome,
} from "./testing/machineEvents";

function run(...events: CallEvent[]): { state: CallState; effects: Effect[]; last: readonly Effect[] } {
  let state = initialState("me");
  let last: readonly Effect[] = [];
  const effects: Effect[] = [];
  for (const event of events) {
    ({ state, effects: last } = step(state, event));
    effects.push(...last);
  }
  return { state, effects, last };
}

const GREEN_ROOM = { tag: "greenroom", pressed: false };
const PRESSED_THERE = { tag: "greenroom", pressed: true };
const CAMERA_OFF: CallEvent = { type: "mediaChanged", media: { audio: true, video: false, screen: false } };

test("[SIG-85] who waits makes no link and says nothing, pressed or not", () => {
  const { state, effects } = run(
    knocking(),
    tell(peer("a1", ADA, "joined")),
    CAMERA_OFF,
    PRESSED,
    CAMERA_OFF,
  );
  expect(phaseOf(state)).toEqual(PRESSED_THERE);
  expect([effects, state.peers]).toEqual([[], []]);
});

test("[SIG-85] admitted after the press: joins, links and attaches at once", () => {
  const { state, last } = run(knocking(), PRESSED, admitted(peer("a1", ADA, "joined")));
  expect(last).toEqual([
    { do: "setIce", ice: { servers: [], policy: "all" } },
    { do: "join", media: state.media, seat: null },
    { do: "resume", peer: "a1" },
    { do: "link", peer: "a1", person: ADA },
    { do: "attach", peer: "a1" },
  ]);
  expect(state.lobby).toBe(null);
});

test("[SIG-85] admitted before the press: the green room as ever, with what the camera does", () => {
  const { state, last } = run(knocking(), CAMERA_OFF, admitted(peer("a1", ADA, "here")));
  expect(phaseOf(state)).toEqual(GREEN_ROOM);
  expect(last.map((effect) => effect.do)).toEqual(["setIce", "sendMedia", "resume", "link"]);
  expect(last).toContainEqual({ do: "sendMedia", media: state.media });
  expect(step(state, PRESSED).effects[0]).toEqual({ do: "join", media: state.media, seat: null });
});

test("[SIG-87] what is known of the lobby: who is not there, who is, and what they ask", () => {
  const { state } = run(
    knocking(),
    message({ type: "office", here: true }),
    message({ type: "held", message: "Five minutes" }),
  );
  expect(state.lobby).toEqual({ officeHere: true, held: { message: "Five minutes" } });
  const inside = run(
    welcome(),
    message({ type: "office", here: true }),
    message({ type: "held", message: "" }),
  );
  expect(inside.state.lobby).toBe(null);
});

test("[SIG-86] a reconnect while waiting waits again; the press and the office's words stay", () => {
  const { state, effects } = run(
    knocking(true),
    message({ type: "held", message: "Five minutes" }),
    PRESSED,
    closed(1006),
    knocking(false),
  );
  expect(effects).toEqual([{ do: "connect", pace: "soon" }]);
  expect(phaseOf(state)).toEqual(PRESSED_THERE);
  expect(state.lobby).toEqual({ officeHere: false, held: { message: "Five minutes" } });
  const meanwhile = run(knocking(), PRESSED, closed(1006), welcome(peer("s1", SAM, "joined")));
  expect(meanwhile.state.lobby).toBe(null);
  expect(meanwhile.last).toContainEqual({ do: "join", media: meanwhile.state.media, seat: null });
});

test("[SIG-86] a server that asks again ends no call: what flows goes on, nothing new is made", () => {
  const { state, last } = run(
    knocking(),
    PRESSED,
    admitted(peer("a1", ADA, "joined")),
    message({ type: "joined", seat: 7 }),
    transport("a1", "connected"),
    closed(1006),
    knocking(true),
  );
  expect(last).toEqual([]);
  expect(phaseOf(state)).toEqual({ tag: "connected", since: NOW });
  const again = step(state, admitted(peer("a1", ADA, "joined")));
  expect(again.effects).toContainEqual({ do: "join", media: state.media, seat: 7 });
  expect(again.effects.filter(({ do: what }) => ["link", "unlink", "attach"].includes(what))).toEqual([]);
});

test("[SIG-86] for the office, too: who carries is not cut, who lost everything waits", () => {
  const live = [welcome(peer("s1", SAM, "joined")), PRESSED, transport("s1", "connected")];
  const asked = run(...live, tell(peer("s1", SAM, "waiting")));
  expect([asked.last, phaseOf(asked.state).tag]).toEqual([[], "connected"]);
  expect(step(asked.state, transport("s1", "failed")).effects).toEqual([{ do: "unlink", peer: "s1" }]);
});

test("[SIG-85] the office's link to somebody in the lobby begins at admission, like new", () => {
  const waits = run(welcome(), tell(peer("s1", SAM, "waiting")));
  expect(waits.last).toEqual([]);
  expect(shownPeers(waits.state).map(({ stage }) => stage)).toEqual(["waiting"]);
  const { state, effects } = step(waits.state, tell(peer("s1", SAM, "here")));
  expect(effects).toContainEqual({ do: "link", peer: "s1", person: SAM });
  expect(state.peers[0]?.transport).toBe("new");
});

test("[SIG-85] who drops out of the lobby gets no link, and waits when they are back", () => {
  const dropped = run(welcome(peer("s1", SAM, "waiting")), tell(peer("s1", SAM, "away")));
  expect([dropped.last, dropped.state.peers[0]?.stage]).toEqual([[], "gone"]);
  const back = step(dropped.state, tell(peer("s1", SAM, "waiting")));
  expect([back.effects, back.state.peers[0]?.stage]).toEqual([[], "waiting"]);
});

test("who waited, and is unknown to the server that comes back, waits no more", () => {
  const { state, last } = run(welcome(peer("s1", SAM, "waiting")), closed(1006), welcome());
  expect(state.peers.map(({ stage, why }) => [stage, why])).toEqual([["gone", "lost"]]);
  expect(last.filter(({ do: what }) => what === "link")).toEqual([]);
});

test("refused: stops, and is told from a room that is not theirs", () => {
  const { state, last } = run(knocking(true), PRESSED, message({ type: "refused" }), closed(4403));
  expect(phaseOf(state)).toEqual({ tag: "ended", why: "not-let-in" });
  expect(last).toEqual([]);
  expect(run(knocking(true), message({ type: "refused" })).last).toEqual([
    { do: "disconnect" },
    { do: "stopMedia" },
  ]);
});

let room: FakeRoom;

beforeEach(() => {
  room = new FakeRoom();
  room.server.lobby = new Set();
});

async function seen({ call }: FakePage): Promise<unknown[]> {
  await settle();
  const { phase, lobby } = call.getSnapshot();
  return [phase.tag, lobby];
}

test("[SIG-85] pressed in the lobby: nothing is connected, and the call begins once let in", async () => {
  const [ada, sam] = [await room.enter(ADA), await room.enter(SAM)];
  await room.press(ada, sam);
  expect(others(ada)).toEqual(["sam waiting closed"]);
  expect(others(sam)).toEqual([]);
  expect(room.network.connections).toEqual([]);
  ada.call.answer({ type: "hold", person: "sam", message: "Five minutes" });
  expect(await seen(sam)).toEqual(["greenroom", { officeHere: false, held: { message: "Five minutes" } }]);
  ada.call.answer({ type: "admit", person: "sam" });
  expect(await seen(sam)).toEqual(["connected", null]);
  expect(room.sent.map(({ kind }) => kind).sort()).toEqual(["audio", "audio", "video", "video"]);
});

test("[SIG-86] a server killed after admission asks nobody again, and touches no link", async () => {
  const [ada, sam] = [await room.enter(ADA), await room.enter(SAM)];
  await room.press(ada, sam);
  ada.call.answer({ type: "admit", person: "sam" });
  await settle();
  room.server.kill();
  await room.wait(2_000);
  room.server.start();
  await room.wait(8_000);
  expect([await seen(ada), await seen(sam)]).toEqual([
    ["connected", null],
    ["connected", null],
  ]);
  expect(room.network.connections.length).toBe(2);
});

test("refused in the lobby: the page stops, and the office sees nobody wait", async () => {
  const [ada, sam] = [await room.enter(ADA), await room.enter(SAM)];
  ada.call.answer({ type: "refuse", person: "sam" });
  expect((await seen(sam))[0]).toBe("ended");
  expect(others(ada)).toEqual(["sam gone closed removed"]);
});
