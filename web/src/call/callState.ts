import type { IceSettings, PeerInfo, ServerMessage } from "./messages";
import type { TransportState } from "./peerLink";
import type { EndReason, Lobby, LocalMedia, Media, PeerId, Person, RefusalCode, SignalState } from "./types";

/** Where this page stands. */
export type Place =
  | { readonly tag: "loading" }
  | { readonly tag: "greenroom" }
  /** Start Call was pressed while the socket was closed, or in the lobby: joins as soon as it may. */
  | { readonly tag: "pressed" }
  /** `seat`: the server's stamp for this press, null until it has come. `since`: first picture possible. */
  | { readonly tag: "call"; readonly seat: number | null; readonly since: number | null }
  | { readonly tag: "ended"; readonly why: EndReason }
  | { readonly tag: "refused"; readonly code: RefusalCode; readonly opensAt: number | null }
  | { readonly tag: "moved" };

/** What is known of one page of someone else. */
export type PeerState = PeerInfo & {
  /** They pressed Start Call. Only `gone` takes it back: a lost socket or a restarted server does not. */
  readonly inCall: boolean;
  /** What they told us themselves, which is newer than what the server has. */
  readonly said: Media | null;
  readonly transport: TransportState;
  readonly wasConnected: boolean;
};

export type CallState = {
  readonly place: Place;
  readonly signal: SignalState;
  readonly sessionLost: boolean;
  /** Not null: the server lets this page wait. It makes no link and sends nothing before it is admitted. */
  readonly lobby: Lobby | null;
  readonly self: { readonly peer: PeerId; readonly person: Person | null };
  /** What this page shows, or would show. */
  readonly media: Media;
  /** In order of appearance; a person may have two for a moment. */
  readonly peers: readonly PeerState[];
  /** Whose page a peer is, for ever: no message moves one to another person. */
  readonly pins: ReadonlyMap<PeerId, string>;
  readonly window: { readonly opensAt: number; readonly closesAt: number } | null;
  readonly serverOffsetMs: number;
};

export type CallEvent =
  | { readonly type: "pressed"; readonly now: number }
  /** `peer`: a fresh id, this tab counts as a new page. */
  | { readonly type: "takenBack"; readonly peer: PeerId }
  | { readonly type: "restored"; readonly peer: PeerId }
  | { readonly type: "hungUp" }
  | { readonly type: "endedForEveryone" }
  | { readonly type: "mediaChanged"; readonly media: Media }
  | { readonly type: "message"; readonly message: ServerMessage; readonly now: number }
  /** The socket closed. `welcomed`: it had been let in. `freshPeer`: to be used if a new one is needed. */
  | {
      readonly type: "closed";
      readonly code: number;
      readonly welcomed: boolean;
      readonly freshPeer: PeerId;
      readonly now: number;
    }
  /** Straight from the other page. */
  | { readonly type: "peerMedia"; readonly peer: PeerId; readonly media: Media }
  | { readonly type: "peerBye"; readonly peer: PeerId; readonly ended: boolean }
  | {
      readonly type: "transport";
      readonly peer: PeerId;
      readonly state: TransportState;
      readonly now: number;
    }
  /** A peer that no server has mentioned for a minute. */
  | { readonly type: "expired"; readonly peer: PeerId };

/** How soon to open the next socket. */
export type Pace = "now" | "soon" | "slow" | "whenUsed";

export type Effect =
  | { readonly do: "connect"; readonly pace: Pace }
  | { readonly do: "disconnect" }
  | { readonly do: "join"; readonly media: Media; readonly seat: number | null }
  | { readonly do: "sendMedia"; readonly media: Media }
  | { readonly do: "leave" }
  | { readonly do: "endForEveryone" }
  | { readonly do: "setIce"; readonly ice: IceSettings }
  | { readonly do: "receive"; readonly peer: PeerId; readonly data: unknown }
  /** Repeat to this peer what it has not acknowledged. */
  | { readonly do: "resume"; readonly peer: PeerId }
  | { readonly do: "expireLater"; readonly peer: PeerId }
  | { readonly do: "openMedia" }
  | { readonly do: "stopMedia" }
  | { readonly do: "sayBye"; readonly ended: boolean }
  | { readonly do: "link"; readonly peer: PeerId; readonly person: Person }
  | { readonly do: "unlink"; readonly peer: PeerId }
  /** `hold`: nothing goes out, and the camera gets ready. */
  | { readonly do: "attach" | "hold" | "detach"; readonly peer: PeerId };

export const NO_MEDIA: Media = { audio: false, video: false, screen: false };

/** Before any device was asked for. */
export const NO_LOCAL_MEDIA: LocalMedia = {
  settled: false,
  stream: null,
  microphoneTrack: null,
  screenStream: null,
  camera: false,
  microphone: false,
  screen: false,
  devices: { camera: [], microphone: [], speaker: [] },
  chosen: { camera: null, microphone: null, speaker: null },
  problems: { camera: null, microphone: null, screen: null },
  unusable: { camera: null, microphone: null },
};

export function initialState(peer: PeerId): CallState {
  return {
    place: { tag: "loading" },
    signal: "connecting",
    sessionLost: false,
    lobby: null,
    self: { peer, person: null },
    media: NO_MEDIA,
    peers: [],
    pins: new Map(),
    window: null,
    serverOffsetMs: 0,
  };
}

export function sameMedia(a: Media, b: Media): boolean {
  return a.audio === b.audio && a.video === b.video && a.screen === b.screen;
}
