import { CandidateQueue } from "./candidateQueue";
import type { Negotiation } from "./frames";
import { Outgoing } from "./outgoing";
import { adoptSections, createSections, type Sections } from "./sections";
import { type Reading, readStats } from "./stats";
import { fingerprintsOf } from "./verification";

export type TransportState = RTCPeerConnectionState;

/** What arrives from the other: both streams exist for the life of the link, silent and black until used. */
export type Incoming = { readonly video: MediaStream; readonly screen: MediaStream };

export type PeerLinkEvents = {
  send(message: Negotiation): void;
  /** Text from the data channel. */
  channelText(text: string): void;
  /** From the channel for what is worthless when late. */
  beat(text: string): void;
  stateChanged(state: TransportState): void;
  incoming(streams: Incoming): void;
  /** Both ends are described: fingerprints of both certificates, which the browser insists on. */
  agreed(own: string | null, theirs: string | null): void;
  /** Negotiation went wrong beyond repair; only a fresh link helps. */
  broken(error: unknown): void;
};

type Description = Extract<Negotiation, { kind: "description" }>["description"];

/**
 * One RTCPeerConnection to one peer: warm from the start, carrying nothing until told to.
 *
 * Negotiation follows the W3C's perfect negotiation; `offers` is the impolite side. All its steps run one after
 * the other, so `signalingState` can be trusted inside a step.
 */
export class PeerLink {
  readonly outgoing = new Outgoing();
  readonly #offers: boolean;
  readonly #connection: RTCPeerConnection;
  readonly #events: PeerLinkEvents;
  readonly #newStream: (tracks: MediaStreamTrack[]) => MediaStream;
  readonly #candidates: CandidateQueue;
  #steps: Promise<void>;
  #sections: Sections | null = null;
  #channel: RTCDataChannel | null = null;
  #beats: RTCDataChannel | null = null;
  #closed = false;

  /** `ready`: nothing is negotiated before it resolves (addresses are hidden until the browser has permission). */
  constructor(
    offers: boolean,
    connection: RTCPeerConnection,
    ready: Promise<void>,
    newStream: (tracks: MediaStreamTrack[]) => MediaStream,
    events: PeerLinkEvents,
  ) {
    this.#offers = offers;
    this.#connection = connection;
    this.#events = events;
    this.#newStream = newStream;
    this.#candidates = new CandidateQueue((candidate) => {
      // A candidate that cannot be used costs one path at most, never the connection.
      connection.addIceCandidate(candidate).catch(() => undefined);
    });
    connection.onicecandidate = ({ candidate }) => candidate && this.#sendCandidate(candidate);
    connection.onconnectionstatechange = () => events.stateChanged(connection.connectionState);
    connection.onnegotiationneeded = () => this.#negotiate();
    this.#steps = ready;
    if (offers) {
      this.#step(async () => {
        this.#adopt(createSections(connection, () => newStream([])));
        await this.#offer();
      });
    }
  }

  get state(): TransportState {
    return this.#connection.connectionState;
  }

  handle(message: Negotiation): void {
    if (message.kind === "description") {
      this.#step(() => this.#describe(message.description));
    } else if (message.kind === "candidate") {
      this.#step(async () => this.#candidates.add(message.candidate));
    } else if (message.kind === "restart") {
      this.#step(async () => this.#connection.restartIce());
    }
  }

  /** Looks for a new path while the old one stays in use. Only one side offers, so that offers cannot cross. */
  restartIce(): void {
    if (this.#closed) {
      return;
    }
    if (this.#offers) {
      this.#step(async () => this.#connection.restartIce());
    } else {
      this.#events.send({ kind: "restart" });
    }
  }

  configure(configuration: RTCConfiguration): void {
    // Some browsers close connections of pages that were away, and tell nobody.
    if (!this.#closed && this.#connection.signalingState !== "closed") {
      this.#connection.setConfiguration(configuration);
    }
  }

  /** Dropped where the channel is not open. */
  sendText(text: string): void {
    if (this.#channel?.readyState === "open") {
      this.#channel.send(text);
    }
  }

  /** Now or never. */
  sendBeat(text: string): void {
    if (this.#beats?.readyState === "open") {
      this.#beats.send(text);
    }
  }

  /** A count that grows with everything that arrives: packets of media, answers of the path itself. */
  async received(): Promise<number> {
    let count = 0;
    for (const report of (await this.#connection.getStats()).values()) {
      count += arrivals(report);
    }
    return count;
  }

  async read(at: number): Promise<Reading> {
    return readStats((await this.#connection.getStats()).values(), at);
  }

  close(): void {
    this.#closed = true;
    this.outgoing.close();
    const connection = this.#connection;
    connection.onicecandidate = null;
    connection.onconnectionstatechange = null;
    connection.onnegotiationneeded = null;
    connection.close();
  }

  #step(action: () => Promise<void>): void {
    this.#steps = this.#steps.then(async () => {
      if (this.#closed) {
        return;
      }
      try {
        await action();
      } catch (error) {
        if (!this.#closed) {
          this.#events.broken(error);
        }
      }
    });
  }

  /** The other side of a pair stays silent until it has answered: its own first offer would orphan the sections. */
  #negotiate(): void {
    if (this.#sections) {
      this.#step(() => this.#offer());
    }
  }

  async #offer(): Promise<void> {
    if (this.#connection.signalingState === "stable") {
      await this.#connection.setLocalDescription();
      this.#sendDescription();
    }
  }

  async #describe(description: Description): Promise<void> {
    const connection = this.#connection;
    const isOffer = description.type === "offer";
    const ignored = isOffer
      ? this.#offers && connection.signalingState !== "stable"
      : connection.signalingState !== "have-local-offer";
    if (ignored) {
      return;
    }
    await connection.setRemoteDescription(description);
    this.#candidates.describedBy(description.sdp);
    if (isOffer) {
      if (!this.#sections) {
        this.#adopt(adoptSections(connection, () => this.#newStream([])));
      }
      await connection.setLocalDescription();
      this.#sendDescription();
    }
    this.#events.agreed(fingerprintsIn(connection.localDescription), fingerprintsIn(description));
  }

  #adopt(sections: Sections): void {
    this.#sections = sections;
    this.#openChannels();
    this.outgoing.begin(sections);
    const received = (...names: (keyof Sections)[]) =>
      this.#newStream(names.map((name) => sections[name].receiver.track));
    this.#events.incoming({
      video: received("microphone", "camera"),
      screen: received("screen", "screenSound"),
    });
  }

  #openChannels(): void {
    const { channelText, beat } = this.#events;
    this.#channel = this.#open("vivavoce", { id: 0 }, channelText);
    this.#beats = this.#open("vivavoce-beats", { id: 1, ordered: false, maxRetransmits: 0 }, beat);
  }

  #open(name: string, init: RTCDataChannelInit, receive: (text: string) => void): RTCDataChannel {
    const channel = this.#connection.createDataChannel(name, { ...init, negotiated: true });
    channel.onmessage = ({ data }) => {
      if (!this.#closed && typeof data === "string") {
        receive(data);
      }
    };
    return channel;
  }

  #sendDescription(): void {
    const description = this.#connection.localDescription;
    if (description && (description.type === "offer" || description.type === "answer")) {
      this.#events.send({
        kind: "description",
        description: { type: description.type, sdp: description.sdp },
      });
    }
  }

  #sendCandidate(candidate: RTCIceCandidate): void {
    this.#events.send({ kind: "candidate", candidate: candidate.toJSON() });
  }
}

function fingerprintsIn(description: { readonly sdp: string } | null): string | null {
  return description && fingerprintsOf(description.sdp);
}

function arrivals(report: { type: string; packetsReceived?: number; responsesReceived?: number }): number {
  switch (report.type) {
    case "inbound-rtp":
      return report.packetsReceived ?? 0;
    case "candidate-pair":
      return report.responsesReceived ?? 0;
    default:
      return 0;
  }
}
