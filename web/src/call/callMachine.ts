import type { CallEvent, CallState, Effect, Pace, Place } from "./callState";
import { type CloseVerdict, closeVerdict } from "./closeCodes";
import type { Inside, ServerMessage } from "./messages";
import {
  changePeer,
  findPeer,
  isAttached,
  isCarrying,
  isLinked,
  isPresent,
  linkEffects,
  withListed,
  withPeer,
} from "./peers";
import type { CallPhase, EndReason, Lobby, PeerId } from "./types";

export type Step = { readonly state: CallState; readonly effects: readonly Effect[] };

type Closed = Extract<CallEvent, { type: "closed" }>;
type Message = Extract<CallEvent, { type: "message" }>;
type Welcome = Extract<ServerMessage, { type: "welcome" }>;

/** Differences below this are the network's jitter, not the clock. */
const OFFSET_NOISE_MS = 250;

/** The one door: an event in, the new state and what has to be done out. Pure. */
export function step(state: CallState, event: CallEvent): Step {
  const { state: moved, effects } = transition(state, event);
  const next = "now" in event ? withSince(moved, event.now) : moved;
  return { state: next, effects: [...effects, ...linkEffects(state, next)] };
}

function transition(state: CallState, event: CallEvent): Step {
  switch (event.type) {
    case "pressed":
      return press(state);
    case "takenBack":
      return state.place.tag === "moved" ? startOver(state, event.peer, { tag: "pressed" }) : same(state);
    case "restored":
      return startOver(state, event.peer, { tag: "greenroom" });
    case "hungUp":
      return isInside(state)
        ? stop(state, ended("hung-up"), { do: "sayBye", ended: false }, { do: "leave" })
        : same(state);
    case "endedForEveryone":
      // Without the server only this page would end.
      return isInside(state) && state.signal === "open"
        ? stop(state, ended("hung-up"), { do: "sayBye", ended: true }, { do: "endForEveryone" })
        : same(state);
    case "mediaChanged":
      return {
        state: { ...state, media: event.media },
        effects: state.lobby ? [] : [{ do: "sendMedia", media: event.media }],
      };
    case "message":
      return isOver(state) ? same(state) : onMessage(state, event);
    case "closed":
      return isOver(state) ? same(state) : onClosed(state, event, closeVerdict(event.code));
    case "peerMedia":
      return same(changePeer(state, event.peer, (peer) => ({ ...peer, said: event.media })));
    case "peerBye":
      return isOver(state) ? same(state) : onBye(state, event.peer, event.ended);
    case "transport":
      return onTransport(state, event);
    case "expired":
      return onExpired(state, event.peer);
  }
}

function press(state: CallState): Step {
  if (state.place.tag !== "greenroom") {
    return same(state);
  }
  return state.signal === "open" && !state.lobby
    ? join(state)
    : same({ ...state, place: { tag: "pressed" } });
}

/** `join` first: the server must have it before anything else this tab sends. */
function join(state: CallState): Step {
  const place =
    state.place.tag === "call" ? state.place : ({ tag: "call", seat: null, since: null } as const);
  return {
    state: { ...state, place },
    effects: [{ do: "join", media: state.media, seat: place.seat }, ...resumeAll(state)],
  };
}

/** In the green room; what was said of the camera before the socket was open was lost. */
function lookIn(state: CallState): Step {
  return { state, effects: [{ do: "sendMedia", media: state.media }, ...resumeAll(state)] };
}

function resumeAll(state: CallState): Effect[] {
  return state.peers.filter(isPresent).map(({ peer }) => ({ do: "resume", peer }));
}

function onMessage(state: CallState, { message, now }: Message): Step {
  switch (message.type) {
    case "welcome":
      return onWelcome(state, message, now);
    case "office":
      return same(inLobby(state, { officeHere: message.here }));
    case "held":
      return same(inLobby(state, { held: { message: message.message } }));
    case "admitted":
      return state.lobby ? enter(state, message) : same(state);
    case "refused":
      return stop(state, ended("not-let-in"));
    case "peer": {
      if (state.lobby) {
        return same(state);
      }
      const before = findPeer(state, message.info.peer);
      const next = withPeer(state, message.info);
      const after = findPeer(next, message.info.peer);
      const returned = before && after && !isPresent(before) && isPresent(after);
      return { state: next, effects: returned ? [{ do: "resume", peer: after.peer }] : [] };
    }
    case "joined":
      return same(
        state.place.tag === "call" ? { ...state, place: { ...state.place, seat: message.seat } } : state,
      );
    case "signal":
      return { state, effects: [{ do: "receive", peer: message.from, data: message.data }] };
    case "ice":
      return { state, effects: [{ do: "setIce", ice: message.ice }] };
    case "ended":
      return stop(state, ended("ended-by-office"));
    case "pong":
      return same(withOffset(state, message.serverTime - (message.t + now) / 2));
    case "error":
      return same(state);
  }
}

function onWelcome(state: CallState, welcome: Welcome, now: number): Step {
  const { person, opensAt, closesAt } = welcome;
  const base: CallState = {
    ...withOffset(state, welcome.serverTime - now),
    signal: "open",
    sessionLost: false,
    self: { ...state.self, person },
    window: { opensAt, closesAt },
    place: state.place.tag === "loading" ? { tag: "greenroom" } : state.place,
  };
  const { waiting } = welcome;
  return waiting ? same({ ...base, lobby: { held: null, ...base.lobby, ...waiting } }) : enter(base, welcome);
}

function inLobby(state: CallState, news: Partial<Lobby>): CallState {
  return state.lobby ? { ...state, lobby: { ...state.lobby, ...news } } : state;
}

function enter(before: CallState, { peers, ice }: Inside): Step {
  const { state: next, unlisted } = withListed({ ...before, lobby: null }, peers);
  const isPressed = next.place.tag === "pressed" || next.place.tag === "call";
  const entered = isPressed ? join(next) : lookIn(next);
  return {
    state: entered.state,
    effects: [
      { do: "setIce", ice },
      ...entered.effects,
      ...unlisted.map(({ peer }): Effect => ({ do: "expireLater", peer })),
    ],
  };
}

function onClosed(state: CallState, event: Closed, verdict: CloseVerdict): Step {
  switch (verdict.tag) {
    case "reconnect":
      return comeBack(state, "soon");
    case "backOff":
      return state.place.tag === "greenroom" ? pause(state) : comeBack(state, "slow");
    case "newPeer":
      return startOver(state, event.freshPeer, state.place);
    case "moved":
      return stop(state, { tag: "moved" });
    case "signedOut":
      return isLive(state) && !event.welcomed
        ? comeBack({ ...state, sessionLost: true }, "slow")
        : stop(state, { tag: "refused", code: 4401, opensAt: null });
    case "refused": {
      if (verdict.code === 4403 && state.place.tag === "call") {
        return stop(state, ended("removed"));
      }
      return stop(state, {
        tag: "refused",
        code: verdict.code,
        opensAt: opening(state, verdict.code, event.now),
      });
    }
  }
}

/** Said directly, because the server's own word does not reach a page whose socket is just coming back. */
function onBye(state: CallState, id: PeerId, endedForAll: boolean): Step {
  const role = findPeer(state, id)?.person.role;
  if (endedForAll && role !== undefined && role !== "student") {
    return stop(state, ended("ended-by-office"));
  }
  return same(changePeer(state, id, (peer) => ({ ...peer, stage: "gone", why: "left" })));
}

function opening(state: CallState, code: number, now: number): number | null {
  const opensAt = state.window?.opensAt ?? null;
  return code === 4425 && opensAt !== null && opensAt > now + state.serverOffsetMs ? opensAt : null;
}

function comeBack(state: CallState, pace: Pace): Step {
  return { state: { ...state, signal: "reconnecting" }, effects: [{ do: "connect", pace }] };
}

/** One page too many of this person: it gives its place to the others until somebody uses it. */
function pause(state: CallState): Step {
  return { state: { ...state, signal: "paused" }, effects: [{ do: "connect", pace: "whenUsed" }] };
}

function onTransport(state: CallState, event: Extract<CallEvent, { type: "transport" }>): Step {
  const peer = findPeer(state, event.peer);
  // What a link says that is closed by now brings nobody back.
  if (!peer || !isLinked(state, peer)) {
    return same(state);
  }
  const wasConnected = event.state === "connected" || (peer.wasConnected && event.state !== "closed");
  return same(changePeer(state, peer.peer, (known) => ({ ...known, transport: event.state, wasConnected })));
}

function withSince(state: CallState, now: number): CallState {
  const flows = state.peers.some((peer) => isAttached(state, peer) && peer.transport === "connected");
  const { place } = state;
  return place.tag === "call" && place.since === null && flows
    ? { ...state, place: { ...place, since: now } }
    : state;
}

function onExpired(state: CallState, id: PeerId): Step {
  return same(
    changePeer(state, id, (peer) => (peer.stage === "away" ? { ...peer, stage: "gone", why: "lost" } : peer)),
  );
}

function withOffset(state: CallState, offset: number): CallState {
  const isNews = Math.abs(offset - state.serverOffsetMs) > OFFSET_NOISE_MS;
  return isNews ? { ...state, serverOffsetMs: Math.round(offset) } : state;
}

/** As a page just loaded, with a new peer: everything agreed with others under the old one is void. */
function startOver(state: CallState, peer: PeerId, place: Place): Step {
  return {
    state: { ...state, place, signal: "connecting", peers: [], self: { ...state.self, peer } },
    effects: [{ do: "openMedia" }, { do: "connect", pace: "now" }],
  };
}

function stop(state: CallState, place: Place, ...farewell: Effect[]): Step {
  return { state: { ...state, place }, effects: [...farewell, { do: "disconnect" }, { do: "stopMedia" }] };
}

function ended(why: EndReason): Place {
  return { tag: "ended", why };
}

function same(state: CallState): Step {
  return { state, effects: [] };
}

function isOver({ place }: CallState): boolean {
  return place.tag === "ended" || place.tag === "refused" || place.tag === "moved";
}

function isInside(state: CallState): boolean {
  return state.place.tag !== "loading" && !isOver(state);
}

/** A link in trouble counts: the network that changed took the socket along, too. */
function isLive(state: CallState): boolean {
  return state.peers.some((peer) => isAttached(state, peer) && isCarrying(peer));
}

/** What the page is told. */
export function phaseOf(state: CallState): CallPhase {
  const { place } = state;
  switch (place.tag) {
    case "pressed":
      return { tag: "greenroom", pressed: true };
    case "greenroom":
      return { tag: "greenroom", pressed: false };
    case "call": {
      if (!state.peers.some((peer) => isAttached(state, peer))) {
        return { tag: "waiting" };
      }
      return place.since === null ? { tag: "connecting" } : { tag: "connected", since: place.since };
    }
    default:
      return place;
  }
}
