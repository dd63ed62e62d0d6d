import type { Negotiation } from "./frames";
import { type Incoming, PeerLink, type TransportState } from "./peerLink";
import type { Platform } from "./platform";
import { Pulse } from "./pulse";
import { firstScale, NO_TRACKS, type Tracks } from "./sections";
import type { Media } from "./types";

/** By then the connection has found out how much the network takes. */
const SHARPEN_AFTER_MS = 1_500;

/** What all connections share and what may change under them. */
export type Common = {
  readonly platform: Platform;
  /** Before it resolves, connections exist but negotiate nothing. */
  readonly ready: Promise<void>;
  configuration: RTCConfiguration;
  tracks: Tracks;
  media: Media;
};

export type ConnectionEvents = {
  negotiate(message: Negotiation): void;
  text(text: string): void;
  stateChanged(state: TransportState): void;
  /** The streams are there. */
  received(): void;
  broken(): void;
  carries(): void;
  stalled(): void;
  woke(): void;
};

/** One of the connections of a pair, and its pulse. */
export class Connection {
  /** Counts the connections of a pair from 1; the same on both pages. */
  readonly number: number;
  readonly #common: Common;
  readonly #relayOnly: boolean;
  readonly #link: PeerLink;
  readonly #pulse: Pulse;
  #incoming: Incoming | null = null;

  constructor(
    number: number,
    { offers, relayOnly }: { readonly offers: boolean; readonly relayOnly: boolean },
    common: Common,
    events: ConnectionEvents,
  ) {
    const { platform, ready } = common;
    this.number = number;
    this.#common = common;
    this.#relayOnly = relayOnly;
    const connection = platform.createConnection(this.#configuration());
    this.#link = new PeerLink(offers, connection, ready, (tracks) => platform.mediaStream(tracks), {
      send: (message) => events.negotiate(message),
      channelText: (text) => events.text(text),
      beat: (text) => this.#pulse.hear(text),
      stateChanged: (state) => events.stateChanged(state),
      broken: () => events.broken(),
      incoming: (incoming) => {
        this.#incoming = incoming;
        events.received();
      },
    });
    this.#pulse = new Pulse(platform, {
      send: (text) => this.#link.sendBeat(text),
      received: () => this.#link.received(),
      hidden: () => platform.hidden,
      carries: () => events.carries(),
      stalled: () => events.stalled(),
      woke: () => events.woke(),
    });
  }

  get state(): TransportState {
    return this.#link.state;
  }

  get incoming(): Incoming | null {
    return this.#incoming;
  }

  /** Begins to carry what this person shows: softer at first, to be there at once. */
  attach(): void {
    this.#link.scaleCamera(firstScale(this.#common.tracks.camera));
    this.show();
    this.#common.platform.after(SHARPEN_AFTER_MS, () => this.#link.scaleCamera(1));
  }

  show(): void {
    this.#link.carry(this.#common.tracks);
  }

  silence(): void {
    this.#link.carry(NO_TRACKS);
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

  /** The browser has lost contact. */
  doubt(): void {
    this.#pulse.doubt();
  }

  close(afterMs = 0): void {
    this.#pulse.stop();
    if (afterMs > 0) {
      this.#common.platform.after(afterMs, () => this.#link.close());
    } else {
      this.#link.close();
    }
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
