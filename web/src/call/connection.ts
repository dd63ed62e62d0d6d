import type { Negotiation } from "./frames";
import { type Limits, NO_LIMITS } from "./ladder";
import { type Incoming, PeerLink, type TransportState } from "./peerLink";
import type { Platform } from "./platform";
import { Pulse, type Said } from "./pulse";
import { firstScale, NO_TRACKS, type Tracks } from "./sections";
import type { Reading } from "./stats";
import type { Media } from "./types";

/** By then the connection has found out how much the network takes. */
const SHARPEN_AFTER_MS = 1_500;

/** Longer than this no first connection takes that will still come about by itself. */
const CONNECT_WITHIN_MS = 8_000;

/** What all connections share and what may change under them. */
export type Common = {
  readonly platform: Platform;
  /** Before it resolves, connections exist but negotiate nothing. */
  readonly ready: Promise<void>;
  configuration: RTCConfiguration;
  /** How many others we send to. */
  audience: number;
  tracks: Tracks;
  media: Media;
};

export type ConnectionEvents = {
  negotiate(message: Negotiation): void;
  text(text: string): void;
  stateChanged(): void;
  /** The streams are there. */
  received(): void;
  broken(): void;
  carries(): void;
  stalled(): void;
  woke(): void;
  /** What goes out with every beat, and what came with one. */
  says(): Said;
  told(said: Said): void;
  /** With these fingerprints: the browser lets nobody else in. */
  agreed(own: string | null, theirs: string | null): void;
};

/** One of the connections of a pair, and its pulse. */
export class Connection {
  /** Counts the connections of a pair from 1; the same on both pages. */
  readonly number: number;
  readonly #common: Common;
  readonly #events: ConnectionEvents;
  readonly #relayOnly: boolean;
  readonly #link: PeerLink;
  readonly #pulse: Pulse;
  #incoming: Incoming | null = null;
  #carried = false;
  #cancelDeadline: () => void = () => undefined;
  #limits: Limits = NO_LIMITS;
  /** How much smaller than the camera's the picture has to be for the moment. */
  #scale = 1;

  constructor(
    number: number,
    { offers, relayOnly }: { readonly offers: boolean; readonly relayOnly: boolean },
    common: Common,
    events: ConnectionEvents,
  ) {
    const { platform, ready } = common;
    this.number = number;
    this.#common = common;
    this.#events = events;
    this.#relayOnly = relayOnly;
    const connection = platform.createConnection(this.#configuration());
    this.#link = new PeerLink(offers, connection, ready, (tracks) => platform.mediaStream(tracks), {
      send: (message) => events.negotiate(message),
      channelText: (text) => events.text(text),
      beat: (text) => this.#pulse.hear(text),
      stateChanged: (state) => this.#stateChanged(state),
      broken: () => events.broken(),
      agreed: (own, theirs) => events.agreed(own, theirs),
      incoming: (incoming) => {
        this.#incoming = incoming;
        events.received();
      },
    });
    this.#pulse = new Pulse(platform, {
      send: (text) => this.#link.sendBeat(text),
      received: () => this.#link.received(),
      carries: () => {
        this.#carried = true;
        this.#cancelDeadline();
        events.carries();
      },
      stalled: () => events.stalled(),
      woke: () => events.woke(),
      says: () => events.says(),
      told: (said) => events.told(said),
    });
  }

  get state(): TransportState {
    return this.#link.state;
  }

  get incoming(): Incoming | null {
    return this.#incoming;
  }

  /** Begins to carry what this person shows: softer at first, to be there at once. */
  attach(limits: Limits): void {
    this.#limits = limits;
    this.#scale = firstScale(this.#common.tracks.camera);
    this.#limit();
    this.show();
    this.#common.platform.after(SHARPEN_AFTER_MS, () => {
      this.#scale = 1;
      this.#limit();
    });
  }

  /** This person has pressed, the other not yet: what is shown then gets ready. */
  hold(): void {
    this.#link.outgoing.hold(this.#common.tracks.camera);
  }

  limit(limits: Limits): void {
    this.#limits = limits;
    this.#limit();
  }

  show(): void {
    this.#link.outgoing.carry(this.#common.tracks);
  }

  showAgain(): void {
    void this.#link.outgoing.carryAgain();
  }

  silence(): void {
    this.#link.outgoing.carry(NO_TRACKS);
  }

  handle(message: Negotiation): void {
    this.#link.handle(message);
  }

  sendText(text: string): void {
    this.#link.sendText(text);
  }

  restartIce(): void {
    this.#link.restartIce();
  }

  configure(): void {
    this.#link.configure(this.#configuration());
  }

  /** Asks for a fresh proof that beats go both ways. */
  challenge(): void {
    this.#pulse.challenge();
  }

  close(afterMs = 0): void {
    this.#pulse.stop();
    this.#cancelDeadline();
    if (afterMs > 0) {
      this.#common.platform.after(afterMs, () => this.#link.close());
    } else {
      this.#link.close();
    }
  }

  read(): Promise<Reading> {
    return this.#link.read(this.#common.platform.now());
  }

  #stateChanged(state: TransportState): void {
    if (state === "disconnected") {
      this.#pulse.doubt();
    } else if (state === "failed") {
      this.#events.stalled();
    } else if (state === "connecting" && !this.#carried) {
      this.#cancelDeadline();
      this.#cancelDeadline = this.#common.platform.after(CONNECT_WITHIN_MS, () => this.#events.stalled());
    }
    this.#events.stateChanged();
  }

  #limit(): void {
    const { camera, soundBitrate } = this.#limits;
    this.#link.outgoing.limit({
      camera: camera && { ...camera, scale: Math.max(camera.scale, this.#scale) },
      soundBitrate,
    });
  }

  #configuration(): RTCConfiguration {
    const { configuration } = this.#common;
    const onlyRelay = this.#relayOnly && hasRelay(configuration);
    return onlyRelay ? { ...configuration, iceTransportPolicy: "relay" } : configuration;
  }
}

function hasRelay({ iceServers = [] }: RTCConfiguration): boolean {
  return iceServers.flatMap(({ urls }) => urls).some((url) => url.startsWith("turn"));
}
