import type { CallEvent } from "../callState";
import type { PeerInfo, ServerMessage } from "../messages";
import type { Media, Person, Stage } from "../types";
import { ADA, SAM } from "./fakeRoom";

export const MEDIA: Media = { audio: true, video: true, screen: false };
const ICE = { servers: [], policy: "all" } as const;
export const NOW = 1_000_000;

export function peer(id: string, person: Person, stage: Stage, why: PeerInfo["why"] = null): PeerInfo {
  return { peer: id, person, stage, why, media: MEDIA };
}

export function message(body: ServerMessage): CallEvent {
  return { type: "message", message: body, now: NOW };
}

export function tell(info: PeerInfo): CallEvent {
  return message({ type: "peer", info });
}

export function welcome(...peers: PeerInfo[]): CallEvent {
  return message({
    type: "welcome",
    peer: "me",
    person: ADA,
    waiting: null,
    peers,
    ice: ICE,
    serverTime: NOW,
    opensAt: 0,
    closesAt: 2 * NOW,
  });
}

/** I am in the lobby. */
export function knocking(officeHere = false, person = SAM): CallEvent {
  return message({
    type: "welcome",
    peer: "me",
    person,
    waiting: { officeHere },
    peers: [],
    ice: ICE,
    serverTime: NOW,
    opensAt: 0,
    closesAt: 2 * NOW,
  });
}

export function admitted(...peers: PeerInfo[]): CallEvent {
  return message({ type: "admitted", peers, ice: ICE });
}

export function transport(id: string, state: RTCPeerConnectionState): CallEvent {
  return { type: "transport", peer: id, state, now: NOW };
}

export function closed(code: number, welcomed = true): CallEvent {
  return { type: "closed", code, welcomed, freshPeer: "fresh", now: NOW };
}

export const PRESSED: CallEvent = { type: "pressed", now: NOW };
export const RESTORED: CallEvent = { type: "restored", peer: "other-me" };
