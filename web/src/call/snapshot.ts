import { phaseOf } from "./callMachine";
import type { CallState, PeerState } from "./callState";
import type { Condition } from "./monitor";
import type { Incoming } from "./peerLink";
import { linkStateOf, promisedBy, shownPeers } from "./peers";
import type { CallSnapshot, ChatMessage, LocalMedia, Other, PeerId } from "./types";

/** What the links know and the state does not. */
export type LinksView = {
  incoming(peer: PeerId): Incoming | null;
  condition(peer: PeerId): Condition;
  readonly chat: { readonly messages: readonly ChatMessage[] };
};

export function snapshotOf(state: CallState, local: LocalMedia, links: LinksView): CallSnapshot {
  return {
    phase: phaseOf(state),
    signal: state.signal,
    sessionLost: state.sessionLost,
    self: state.self,
    local,
    lobby: state.lobby,
    others: shownPeers(state).map((peer) => otherOf(state, peer, links)),
    chat: links.chat.messages,
    window: state.window,
    serverOffsetMs: state.serverOffsetMs,
  };
}

function otherOf(state: CallState, peer: PeerState, links: LinksView): Other {
  const media = promisedBy(state, peer.peer);
  const streams = links.incoming(peer.peer);
  return {
    peer: peer.peer,
    person: peer.person,
    stage: peer.stage,
    inCall: peer.inCall,
    why: peer.why,
    media,
    video: streams?.video ?? null,
    screen: media.screen ? (streams?.screen ?? null) : null,
    link: linkStateOf(state, peer),
    condition: links.condition(peer.peer),
  };
}

/** `next`, with every part that says the same as before taken from `previous`, so that identity means change. */
export function reuse<T>(previous: T, next: T): T {
  const isAlike = isPlain(previous) && isPlain(next) && Array.isArray(previous) === Array.isArray(next);
  if (Object.is(previous, next) || !isAlike) {
    return next;
  }
  const [before, after] = [previous as Record<string, unknown>, next as Record<string, unknown>];
  const keys = Object.keys(after);
  const merged = keys.map((key) => [key, reuse(before[key], after[key])] as const);
  const isSame =
    keys.length === Object.keys(before).length &&
    merged.every(([key, value]) => Object.is(before[key], value));
  if (isSame) {
    return previous;
  }
  return (Array.isArray(next) ? merged.map(([, value]) => value) : Object.fromEntries(merged)) as T;
}

/** Streams and other objects of the browser are compared by identity. */
function isPlain(value: unknown): value is object {
  if (typeof value !== "object" || value === null) {
    return false;
  }
  return Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
}
