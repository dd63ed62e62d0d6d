import { expect, test } from "vitest";
import { phaseOf, step } from "./callMachine";
import { type CallEvent, type CallState, type Effect, initialState } from "./callState";
import { shownPeers } from "./peers";
import { IVY, SAM } from "./testing/fakeRoom";
import {
  closed,
  MEDIA,
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

/** Sam and I are in the call and see each other. */
const LIVE = [welcome(peer("s1", SAM, "joined")), PRESSED, transport("s1", "connected")];

test("[SIG-45] links are made on sight, tracks only once both have pressed, whoever presses first", () => {
  const mineFirst = run(welcome(peer("s1", SAM, "here")), PRESSED);
  expect(mineFirst.effects.filter((effect) => effect.do === "attach")).toEqual([]);
  expect(mineFirst.last.at(-1)).toEqual({ do: "hold", peer: "s1" });
  expect(step(mineFirst.state, tell(peer("s1", SAM, "joined"))).effects).toEqual([
    { do: "attach", peer: "s1" },
  ]);

  const theirsFirst = run(welcome(peer("s1", SAM, "joined")));
  expect(theirsFirst.last).toContainEqual({ do: "link", peer: "s1", person: SAM });
  expect(theirsFirst.last).not.toContainEqual({ do: "attach", peer: "s1" });
  expect(step(theirsFirst.state, PRESSED).effects).toEqual([
    { do: "join", media: theirsFirst.state.media, seat: null },
    { do: "resume", peer: "s1" },
    { do: "attach", peer: "s1" },
  ]);
});

test("a press while the socket is closed joins as soon as it is open", () => {
  const { state } = run(welcome(), closed(1006), PRESSED);
  expect(phaseOf(state)).toEqual({ tag: "greenroom", pressed: true });
  const back = step(state, welcome());
  expect(back.effects).toContainEqual({ do: "join", media: state.media, seat: null });
  expect(phaseOf(back.state)).toEqual({ tag: "waiting" });
});

test("a reconnect brings the seat of the press along", () => {
  const { state } = run(...LIVE, message({ type: "joined", seat: 77 }), closed(1006));
  expect(step(state, welcome()).effects).toContainEqual({ do: "join", media: state.media, seat: 77 });
});

test.each([1001, 1006, 1011, 1012, 1013, 4408, 4429])(
  "[SIG-46] no socket that closes with %i touches a link",
  (code) => {
    const { state, last } = run(...LIVE, closed(code));
    expect(last).toEqual([{ do: "connect", pace: code === 4429 ? "slow" : "soon" }]);
    expect(phaseOf(state)).toEqual({ tag: "connected", since: NOW });
    expect(state.signal).toBe("reconnecting");
  },
);

test("[SIG-46] a restarted server that knows nobody yet changes nothing; one minute later it still does not while media flows", () => {
  const { state, last } = run(...LIVE, closed(1006), welcome());
  expect(last).toContainEqual({ do: "expireLater", peer: "s1" });
  expect(last.filter((effect) => effect.do.includes("link") || effect.do.includes("tach"))).toEqual([]);
  const flows = step(state, { type: "expired", peer: "s1" });
  expect(flows.effects).toEqual([]);
  expect(phaseOf(flows.state).tag).toBe("connected");
  expect(step(flows.state, transport("s1", "failed")).effects).toEqual([{ do: "unlink", peer: "s1" }]);
  const back = step(state, tell(peer("s1", SAM, "here")));
  expect(back.effects).toEqual([{ do: "resume", peer: "s1" }]);
  expect(step(back.state, tell(peer("s1", SAM, "joined"))).effects).toEqual([]);
});

test("[SIG-46] lost ends no call that still carries media; left, moved and removed end it at once", () => {
  const lost = run(...LIVE, tell(peer("s1", SAM, "gone", "lost")));
  expect(lost.last).toEqual([]);
  expect(phaseOf(lost.state).tag).toBe("connected");
  for (const why of ["left", "moved", "removed"] as const) {
    const gone = run(...LIVE, tell(peer("s1", SAM, "gone", why)));
    expect(gone.last).toEqual([{ do: "unlink", peer: "s1" }]);
    expect(phaseOf(gone.state)).toEqual({ tag: "waiting" });
    expect(shownPeers(gone.state).map(({ stage, why: reason }) => [stage, reason])).toEqual([["gone", why]]);
  }
});

test("who was lost with nothing flowing and comes back gets a fresh link", () => {
  const { state, effects } = run(
    ...LIVE,
    transport("s1", "failed"),
    tell(peer("s1", SAM, "gone", "lost")),
    tell(peer("s1", SAM, "joined")),
  );
  const onLinks = effects
    .filter((effect) => effect.do !== "resume" && "peer" in effect)
    .map((effect) => effect.do);
  expect(onLinks).toEqual(["link", "attach", "unlink", "link", "attach"]);
  expect(state.peers.map(({ transport: now }) => now)).toEqual(["new"]);
});

test("a reload of the other: the new page replaces the old one", () => {
  const { state, effects } = run(
    ...LIVE,
    tell(peer("s1", SAM, "gone", "left")),
    tell(peer("s2", SAM, "here")),
    tell(peer("s2", SAM, "joined")),
  );
  expect(effects.slice(-4)).toEqual([
    { do: "unlink", peer: "s1" },
    { do: "link", peer: "s2", person: SAM },
    { do: "hold", peer: "s2" },
    { do: "attach", peer: "s2" },
  ]);
  expect(shownPeers(state).map(({ peer: id }) => id)).toEqual(["s2"]);
});

test("a second tab of someone in the call changes nothing until Start Call is pressed there", () => {
  const away = run(...LIVE, tell(peer("s1", SAM, "away")), tell(peer("s2", SAM, "here")));
  expect(shownPeers(away.state).map(({ peer: id }) => id)).toEqual(["s1"]);
  expect(away.last).toEqual([
    { do: "link", peer: "s2", person: SAM },
    { do: "hold", peer: "s2" },
  ]);
  expect(step(away.state, tell(peer("s2", SAM, "joined"))).effects).toEqual([
    { do: "unlink", peer: "s1" },
    { do: "attach", peer: "s2" },
  ]);
});

test("[SIG-53] taken over by another tab: everything stops, and a new press starts as a new page", () => {
  const { state, last } = run(...LIVE, closed(4409));
  expect(phaseOf(state)).toEqual({ tag: "moved" });
  expect(last).toEqual([{ do: "disconnect" }, { do: "stopMedia" }, { do: "unlink", peer: "s1" }]);
  const back = step(state, { type: "takenBack", peer: "me2" });
  expect(back.effects).toEqual([{ do: "openMedia" }, { do: "connect", pace: "now" }]);
  const { place, self } = back.state;
  expect([place, self.peer]).toEqual([{ tag: "pressed" }, "me2"]);
});

test("[SIG-52] signed out: a refused reconnect leaves a live call alone, all else stops", () => {
  const banner = run(...LIVE, closed(1006), closed(4401, false));
  expect(banner.state.sessionLost).toBe(true);
  expect(banner.last).toEqual([{ do: "connect", pace: "slow" }]);
  expect(phaseOf(banner.state).tag).toBe("connected");
  expect(step(banner.state, welcome()).state.sessionLost).toBe(false);
  const onAnotherNetwork = run(...LIVE, transport("s1", "disconnected"), closed(1006), closed(4401, false));
  expect(onAnotherNetwork.last).toEqual([{ do: "connect", pace: "slow" }]);
  for (const events of [
    [...LIVE, closed(4401)],
    [closed(4401, false)],
    [welcome(), closed(1006), closed(4401, false)],
  ]) {
    expect(phaseOf(run(...events).state)).toEqual({ tag: "refused", code: 4401, opensAt: null });
  }
});

test.each([4403, 4410, 4423, 4425, 4400] as const)("refused with %i: stops and says so", (code) => {
  const { state, last } = run(closed(code, false));
  expect(phaseOf(state)).toEqual({ tag: "refused", code, opensAt: null });
  expect(last).toEqual([{ do: "disconnect" }, { do: "stopMedia" }]);
});

test("shown out of a call: removed, and nothing of it goes on", () => {
  const { state, last } = run(...LIVE, closed(4403));
  expect(phaseOf(state)).toEqual({ tag: "ended", why: "removed" });
  expect(last).toContainEqual({ do: "unlink", peer: "s1" });
});

test("[SIG-53] a peer held by another person: a new one, the same place", () => {
  const { state, last } = run(...LIVE, closed(4406, false));
  expect(state.self.peer).toBe("fresh");
  expect(last).toContainEqual({ do: "unlink", peer: "s1" });
  expect(step(state, welcome()).effects).toContainEqual({ do: "join", media: state.media, seat: null });
});

test("[SIG-53] an evicted tab in the green room waits until it is used, and says that it does", () => {
  const { state, last } = run(welcome(), closed(4429));
  expect(last).toEqual([{ do: "connect", pace: "whenUsed" }]);
  expect(state.signal).toBe("paused");
  expect(step(state, welcome()).state.signal).toBe("open");
});

test("[SIG-54] a server that was never reached is one that cannot be reached, taken back or not", () => {
  const never = run(closed(1006, false));
  expect([phaseOf(never.state).tag, never.state.signal]).toEqual(["loading", "reconnecting"]);
  const back = run(...LIVE, closed(4409), { type: "takenBack", peer: "me2" }, closed(1006, false));
  expect(phaseOf(back.state)).toEqual({ tag: "greenroom", pressed: true });
  expect(back.state.signal).toBe("reconnecting");
});

test("[SIG-55] ending for everyone waits for the server: alone, only this page would end", () => {
  const { state, last } = run(...LIVE, closed(1006), { type: "endedForEveryone" });
  expect([phaseOf(state).tag, last]).toEqual(["connected", []]);
});

test("hanging up tells the others both ways; ending for everyone asks the server", () => {
  expect(run(...LIVE, { type: "hungUp" }).last).toEqual([
    { do: "sayBye", ended: false },
    { do: "leave" },
    { do: "disconnect" },
    { do: "stopMedia" },
    { do: "unlink", peer: "s1" },
  ]);
  expect(run(...LIVE, { type: "endedForEveryone" }).last.slice(0, 3)).toEqual([
    { do: "sayBye", ended: true },
    { do: "endForEveryone" },
    { do: "disconnect" },
  ]);
  expect(phaseOf(run(...LIVE, message({ type: "ended" })).state)).toEqual({
    tag: "ended",
    why: "ended-by-office",
  });
});

test("[SIG-56] the office's end reaches a page whose socket is away; a student's word ends nothing", () => {
  const away = [...LIVE, closed(1006)] as const;
  const bye = (id: string): CallEvent => ({ type: "peerBye", peer: id, ended: true });
  expect(phaseOf(run(...away, bye("s1")).state).tag).not.toBe("ended");
  const withIvy = run(...LIVE, tell(peer("i1", IVY, "joined")), closed(1006), bye("i1"));
  expect(phaseOf(withIvy.state)).toEqual({ tag: "ended", why: "ended-by-office" });
  expect(run(...away, bye("nobody")).state.place.tag).toBe("call");
});

test("what a peer says of itself counts more than what the server has of it", () => {
  const { state } = run(
    ...LIVE,
    { type: "peerMedia", peer: "s1", media: { ...MEDIA, video: false } },
    tell(peer("s1", SAM, "joined")),
  );
  expect(state.peers[0]?.said).toEqual({ ...MEDIA, video: false });
});

test("[SIG-49] a server that moves a known peer to another person is not believed", () => {
  const { state } = run(...LIVE, tell(peer("s1", IVY, "joined")), tell(peer("s1", IVY, "gone", "removed")));
  expect(state.peers.map(({ person, stage }) => [person.id, stage])).toEqual([["sam", "joined"]]);
});

test("the server's clock is kept, the network's jitter is not", () => {
  const ahead = message({ type: "pong", t: NOW - 100, serverTime: NOW + 59_950 });
  const jitter = message({ type: "pong", t: NOW - 100, serverTime: NOW + 60_050 });
  expect(run(welcome(), ahead, jitter).state.serverOffsetMs).toBe(60_000);
});
