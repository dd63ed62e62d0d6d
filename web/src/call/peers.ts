import { type CallState, type Effect, NO_MEDIA, type PeerState } from "./callState";
import type { PeerInfo } from "./messages";
import type { LinkState, Media, PeerId } from "./types";

/** The state with what the server says of one peer, and the peer's page pinned to its person. */
export function withPeer(state: CallState, info: PeerInfo): CallState {
  const pinned = state.pins.get(info.peer) ?? info.person.id;
  const { peer: myPeer, person: me } = state.self;
  const isMine = info.person.id === me?.id || info.peer === myPeer;
  // Before `welcome` nobody knows who is who.
  if (!me || isMine || pinned !== info.person.id) {
    return state;
  }
  const known = findPeer(state, info.peer);
  if (!known && info.stage === "gone") {
    return state;
  }
  const peers = known
    ? state.peers.map((peer) => (peer === known ? merge(known, outOfLobby(known, info)) : peer))
    : [...state.peers, newcomer(info)];
  return { ...state, peers: settle(peers), pins: new Map(state.pins).set(info.peer, info.person.id) };
}

/**
 * The state with all that the server lists, and whom it does not: after a restart it may know fewer peers than we do,
 * so absence is no news, only a reason to watch. But nobody waits in the lobby of a server that does not say so.
 */
export function withListed(
  before: CallState,
  infos: readonly PeerInfo[],
): { state: CallState; unlisted: readonly PeerState[] } {
  const listed = infos.reduce(withPeer, before);
  const unlisted = listed.peers.filter(
    ({ peer, stage }) => stage !== "gone" && !infos.some((info) => info.peer === peer),
  );
  const unseen = ({ stage }: PeerState) =>
    stage === "waiting" ? ({ stage: "gone", why: "lost" } as const) : ({ stage: "away" } as const);
  const state = unlisted.reduce(
    (current, { peer }) => changePeer(current, peer, (known) => ({ ...known, ...unseen(known) })),
    listed,
  );
  return { state, unlisted };
}

export function changePeer(state: CallState, id: PeerId, change: (peer: PeerState) => PeerState): CallState {
  const peers = state.peers.map((peer) => (peer.peer === id ? change(peer) : peer));
  return { ...state, peers: settle(peers) };
}

export function findPeer(state: CallState, id: PeerId): PeerState | undefined {
  return state.peers.find(({ peer }) => peer === id);
}

/** What this peer says it shows: its own word is newer than the server's. */
export function promisedBy(state: CallState, id: PeerId): Media {
  const peer = findPeer(state, id);
  return peer?.said ?? peer?.media ?? NO_MEDIA;
}

/** Open on the server: what is sent to it arrives. */
export function isPresent(peer: PeerState): boolean {
  return peer.stage === "here" || peer.stage === "joined";
}

function newcomer(info: PeerInfo): PeerState {
  return { ...info, inCall: info.stage === "joined", said: null, transport: "new", wasConnected: false };
}

/** Who drops out of the lobby was never inside: nothing is kept open for them. */
function outOfLobby(known: PeerState, info: PeerInfo): PeerInfo {
  const isOut = known.stage === "waiting" && info.stage === "away";
  return isOut ? { ...info, stage: "gone", why: "lost" } : info;
}

function merge(known: PeerState, info: PeerInfo): PeerState {
  const wasOut = known.stage === "gone" || known.stage === "waiting";
  const back = wasOut && info.stage !== "gone" && known.transport === "closed";
  return {
    ...(back ? newcomer(info) : known),
    person: info.person,
    stage: info.stage,
    why: info.stage === "gone" ? info.why : null,
    media: info.media,
    inCall: info.stage === "joined" || (known.inCall && (info.stage !== "gone" || info.why === "lost")),
  };
}

/** Closes what no longer carries anything and drops pages that a newer one of the same person replaces. */
function settle(peers: readonly PeerState[]): readonly PeerState[] {
  return peers
    .map((peer) =>
      mayBeLinked(peer)
        ? peer
        : { ...peer, inCall: false, transport: "closed" as const, wasConnected: false },
    )
    .filter((peer, index, all) => !all.slice(index + 1).some((newer) => replaces(newer, peer)));
}

function replaces(newer: PeerState, older: PeerState): boolean {
  if (newer.person.id !== older.person.id || newer.stage === "gone") {
    return false;
  }
  const olderCarries = older.inCall && older.transport === "connected";
  return newer.inCall || !(older.stage === "joined" || olderCarries);
}

/**
 * Never because a socket dropped; `lost` only once nothing flows any more. Who waits in the lobby is linked once
 * admitted, and a server that forgot whom it had admitted ends no call.
 */
function mayBeLinked(peer: PeerState): boolean {
  if (peer.stage === "waiting") {
    return isCarrying(peer);
  }
  return peer.stage !== "gone" || (peer.why === "lost" && isCarrying(peer));
}

/** Was up and may be again by itself. */
export function isCarrying(peer: PeerState): boolean {
  return peer.wasConnected && peer.transport !== "failed" && peer.transport !== "closed";
}

export function isLinked(state: CallState, peer: PeerState): boolean {
  const { tag } = state.place;
  return (tag === "greenroom" || tag === "pressed" || tag === "call") && mayBeLinked(peer);
}

/** The one rule about media: both ends have pressed Start Call. */
export function isAttached(state: CallState, peer: PeerState): boolean {
  return state.place.tag === "call" && peer.inCall && isLinked(state, peer);
}

/** What goes out on a link: all, nothing yet while it gets ready, or nothing. */
type Carriage = "attach" | "hold" | "detach";

function carriageOf(state: CallState, peer: PeerState): Carriage {
  return isAttached(state, peer) ? "attach" : state.place.tag === "call" ? "hold" : "detach";
}

function carriages(state: CallState): ReadonlyMap<PeerId, Carriage> {
  const linked = state.peers.filter((peer) => isLinked(state, peer));
  return new Map(linked.map((peer) => [peer.peer, carriageOf(state, peer)]));
}

/** What has to happen to the links so that they match the new state. */
export function linkEffects(before: CallState, after: CallState): Effect[] {
  const [was, is] = [carriages(before), carriages(after)];
  return [
    ...[...was.keys()].filter((peer) => !is.has(peer)).map((peer): Effect => ({ do: "unlink", peer })),
    ...after.peers
      .filter(({ peer }) => is.has(peer) && !was.has(peer))
      .map(({ peer, person }): Effect => ({ do: "link", peer, person })),
    ...[...is]
      .filter(([peer, now]) => now !== (was.get(peer) ?? "detach"))
      .map(([peer, now]): Effect => ({ do: now, peer })),
  ];
}

export function linkStateOf(state: CallState, peer: PeerState): LinkState {
  switch (isLinked(state, peer) ? peer.transport : "closed") {
    case "connected":
      return isAttached(state, peer) ? "connected" : "warm";
    case "disconnected":
      return "interrupted";
    case "connecting":
      return peer.wasConnected ? "interrupted" : "connecting";
    case "new":
      return "new";
    case "failed":
      return "failed";
    case "closed":
      return "closed";
  }
}

/** One page per person: the one in the call while it carries media, else the newest. */
export function shownPeers(state: CallState): readonly PeerState[] {
  const byPerson = new Map<string, PeerState>();
  for (const peer of state.peers) {
    const older = byPerson.get(peer.person.id);
    if (!older || !(older.inCall && older.transport === "connected") || peer.inCall) {
      byPerson.set(peer.person.id, peer);
    }
  }
  return [...byPerson.values()];
}
