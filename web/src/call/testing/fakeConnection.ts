import { FakeTrack } from "./fakeMedia";

type Description = { type: "offer" | "answer"; sdp: string };
type Parameters = { encodings: RTCRtpEncodingParameters[]; codecs: readonly { mimeType: string }[] };

const CODECS = ["VP8", "rtx", "H264"].map((name) => ({ mimeType: `video/${name}` }));

type Transceiver = {
  kind: string;
  direction: string;
  streams: number;
  encoding: RTCRtpEncodingParameters;
  sender: {
    track: FakeTrack | null;
    replaceTrack(track: FakeTrack | null): Promise<void>;
    getParameters(): Parameters;
    setParameters(parameters: Parameters): Promise<void>;
    setStreams(): void;
  };
  receiver: { track: FakeTrack };
};

type Channel = {
  readyState: string;
  onmessage: ((event: { data: string }) => void) | null;
  send(text: string): void;
};

/** Finds the two connections that described each other; knows which tracks ever went out. */
export class FakeNetwork {
  readonly connections: FakeConnection[] = [];
  /** Set to false: nothing connects and data channels carry nothing. */
  reachable = true;
  /** Set to false: an ICE restart is negotiated and finds no way. */
  restartsHelp = true;
  /** Kinds of media that get lost, while all else arrives. */
  readonly swallows = new Set<string>();
  #address = 0;

  /** The addresses that descriptions made so far speak of. */
  get address(): number {
    return this.#address;
  }

  /** Everybody gets new addresses: what was agreed before leads nowhere, and nothing says so. */
  move(): void {
    this.#address += 1;
  }

  create = (): RTCPeerConnection => {
    const connection = new FakeConnection(this, this.connections.length);
    this.connections.push(connection);
    return connection as unknown as RTCPeerConnection;
  };

  get open(): FakeConnection[] {
    return this.connections.filter(({ connectionState }) => connectionState !== "closed");
  }

  /** Connects what can be connected. */
  match(): void {
    for (const one of this.open) {
      const other = one.counterpart();
      if (other?.counterpart() === one && this.joins(one, other)) {
        one.become("connected");
        other.become("connected");
      }
    }
  }

  joins(one: FakeConnection, other: FakeConnection): boolean {
    const current = [one, other].every(({ address, hasPath }) => hasPath && address === this.#address);
    return this.reachable && current;
  }
}

/** As much of RTCPeerConnection as the call uses, and as strict: a wrong order of calls rejects. */
export class FakeConnection {
  connectionState: RTCPeerConnectionState = "new";
  signalingState: RTCSignalingState = "stable";
  localDescription: Description | null = null;
  remoteDescription: Description | null = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  onnegotiationneeded: (() => void) | null = null;
  readonly transceivers: Transceiver[] = [];
  readonly sent: FakeTrack[] = [];
  /** How much smaller each of `sent` was when it began. */
  readonly scales: number[] = [];
  /** Descriptions this side made; a reconnect of the socket must not raise it. */
  negotiations = 0;
  hasPath = false;
  /** Of the network, when its credentials were made. */
  address = 0;
  readonly channels = new Map<number, Channel>();
  readonly #arrived: Record<string, number> = {};
  #fragment = 0;
  #restarting = false;
  #needsNegotiation = false;
  readonly #network: FakeNetwork;
  readonly #id: number;

  constructor(network: FakeNetwork, id: number) {
    this.#network = network;
    this.#id = id;
  }

  addTransceiver(kind: string, { direction }: { direction: string }): Transceiver {
    const transceiver = this.#section(kind, direction);
    this.#needNegotiation();
    return transceiver;
  }

  getTransceivers(): Transceiver[] {
    return this.transceivers;
  }

  createDataChannel(_name: string, { id = 0 }: RTCDataChannelInit): Channel {
    const channel: Channel = {
      readyState: this.connectionState === "connected" ? "open" : "connecting",
      onmessage: null,
      send: (text) => {
        const other = this.counterpart();
        if (other && this.#network.joins(this, other)) {
          queueMicrotask(() => other.channels.get(id)?.onmessage?.({ data: text }));
        }
      },
    };
    this.channels.set(id, channel);
    this.#needNegotiation();
    return channel;
  }

  /** Since the last time it was asked, everything arrived that the other sends and the network lets through. */
  async getStats(): Promise<ReadonlyMap<string, unknown>> {
    const other = this.counterpart();
    const joined = other && this.#network.joins(this, other);
    for (const { kind, sender } of joined ? other.transceivers : []) {
      if (sender.track && !this.#network.swallows.has(kind)) {
        this.#arrived[kind] = (this.#arrived[kind] ?? 0) + 25;
      }
    }
    return new Map(
      Object.entries(this.#arrived).map(([kind, count]) => [
        kind,
        { id: kind, type: "inbound-rtp", kind, packetsReceived: count, framesDecoded: count },
      ]),
    );
  }

  async setLocalDescription(): Promise<void> {
    await null;
    this.#assertOpen();
    this.negotiations += 1;
    const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
    if (this.#fragment === 0 || this.#restarting) {
      this.#fragment += 1;
      if (this.#fragment === 1 || this.#network.restartsHelp) {
        this.address = this.#network.address;
      }
      this.#restarting = false;
    }
    const sections = this.transceivers
      .map(({ kind, direction }) => `m=${kind}\r\na=${direction}\r\n`)
      .join("");
    const usernameFragment = `${this.#id}.${this.#fragment}`;
    this.localDescription = { type, sdp: `id=${this.#id}\r\na=ice-ufrag:${usernameFragment}\r\n${sections}` };
    this.signalingState = type === "offer" ? "have-local-offer" : "stable";
    this.#needsNegotiation = false;
    const candidate = { candidate: "host", usernameFragment };
    queueMicrotask(() => this.onicecandidate?.({ candidate: { ...candidate, toJSON: () => candidate } }));
    this.#settled();
  }

  async setRemoteDescription(description: Description): Promise<void> {
    await null;
    this.#assertOpen();
    if (description.type === "answer" && this.signalingState !== "have-local-offer") {
      throw new DOMException("answer without offer", "InvalidStateError");
    }
    const known = this.remoteDescription;
    // An offer that restarts ICE is answered with new credentials, too.
    this.#restarting ||=
      description.type === "offer" && known !== null && fragment(known) !== fragment(description);
    this.remoteDescription = description;
    this.signalingState = description.type === "offer" ? "have-remote-offer" : "stable";
    const kinds = [...description.sdp.matchAll(/^m=(\S+)/gm)].map((match) => match[1] ?? "");
    for (const kind of kinds.slice(this.transceivers.length)) {
      this.#section(kind, "recvonly");
    }
    this.#settled();
  }

  async addIceCandidate(candidate: RTCIceCandidateInit): Promise<void> {
    if (!this.remoteDescription?.sdp.includes(`ufrag:${candidate.usernameFragment}`)) {
      throw new DOMException("candidate without description", "OperationError");
    }
    this.hasPath = true;
    if (this.connectionState === "new") {
      this.become("connecting");
    }
    queueMicrotask(() => this.#network.match());
  }

  restartIce(): void {
    this.#restarting = true;
    this.#needNegotiation();
  }

  setConfiguration(): void {
    this.#assertOpen();
  }

  close(): void {
    this.connectionState = "closed";
    this.channels.clear();
  }

  /** The connection that described itself to this one. */
  counterpart(): FakeConnection | undefined {
    const id = /^id=(\d+)/.exec(this.remoteDescription?.sdp ?? "")?.[1];
    const other = id === undefined ? undefined : this.#network.connections[Number(id)];
    return other?.connectionState === "closed" || this.signalingState !== "stable" ? undefined : other;
  }

  become(state: RTCPeerConnectionState): void {
    if (this.connectionState !== state && this.connectionState !== "closed") {
      this.connectionState = state;
      for (const channel of this.channels.values()) {
        channel.readyState = state === "connected" ? "open" : channel.readyState;
      }
      this.onconnectionstatechange?.();
    }
  }

  #section(kind: string, direction: string): Transceiver {
    const transceiver: Transceiver = {
      kind,
      direction,
      streams: 0,
      encoding: {},
      sender: {
        track: null,
        replaceTrack: async (track) => {
          // The track changes in a later task, as in browsers.
          await null;
          await null;
          transceiver.sender.track = track;
          if (track) {
            this.sent.push(track);
            this.scales.push(transceiver.encoding.scaleResolutionDownBy ?? 1);
          }
        },
        getParameters: () => ({ encodings: [{ ...transceiver.encoding }], codecs: CODECS }),
        setParameters: async ({ encodings }) => {
          transceiver.encoding = encodings[0] ?? {};
        },
        setStreams: () => {
          transceiver.streams += 1;
        },
      },
      receiver: { track: new FakeTrack(kind, "received") },
    };
    this.transceivers.push(transceiver);
    return transceiver;
  }

  #needNegotiation(): void {
    this.#needsNegotiation = true;
    this.#settled();
  }

  /** The browser asks for negotiation in a task of its own, and only when nothing is going on. */
  #settled(): void {
    queueMicrotask(() => {
      if (this.#needsNegotiation && this.signalingState === "stable") {
        this.#needsNegotiation = false;
        this.onnegotiationneeded?.();
      }
    });
  }

  #assertOpen(): void {
    if (this.connectionState === "closed") {
      throw new DOMException("closed", "InvalidStateError");
    }
  }
}

function fragment({ sdp }: Description): string | undefined {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1];
}
