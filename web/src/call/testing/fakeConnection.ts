import type { FakeTrack } from "./fakeMedia";
import type { FakeNetwork } from "./fakeNetwork";
import { FakeTransceiver } from "./fakeTransceiver";

type Description = { type: "offer" | "answer"; sdp: string };
type Channel = {
  readyState: string;
  onmessage: ((event: { data: string }) => void) | null;
  send(text: string): void;
};

/** As much of RTCPeerConnection as the call uses, and as strict: a wrong order of calls rejects. */
export class FakeConnection {
  connectionState: RTCPeerConnectionState = "new";
  signalingState: RTCSignalingState = "stable";
  remoteDescription: Description | null = null;
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  onconnectionstatechange: (() => void) | null = null;
  onnegotiationneeded: (() => void) | null = null;
  readonly transceivers: FakeTransceiver[] = [];
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
  readonly #local: { current: Description | null; pending: Description | null } = {
    current: null,
    pending: null,
  };
  #currentRemote: Description | null = null;
  #fragments = 0;
  /** Those of before an ICE restart that is not through yet. */
  readonly #outworn = new Set<string>();
  /** Something new is in no description yet; it is in the offer under way. */
  #hasNews = false;
  #newsOffered = false;
  #needsNegotiation = false;
  readonly #network: FakeNetwork;
  readonly #id: number;

  constructor(network: FakeNetwork, id: number) {
    this.#network = network;
    this.#id = id;
  }

  addTransceiver(kind: string, { direction }: { direction: string }): FakeTransceiver {
    const transceiver = this.#section(kind, direction);
    this.#needNegotiation();
    return transceiver;
  }

  getTransceivers(): FakeTransceiver[] {
    return this.transceivers;
  }

  createDataChannel(_name: string, { id = 0 }: RTCDataChannelInit): Channel {
    const channel: Channel = {
      readyState: this.connectionState === "connected" ? "open" : "connecting",
      onmessage: null,
      send: (text) => {
        const other = this.counterpart();
        if (other && this.#network.joins(this, other)) {
          const deliver = () => other.channels.get(id)?.onmessage?.({ data: text });
          queueMicrotask(() => this.#network.carry(deliver));
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
    for (const { kind, out } of joined ? other.transceivers : []) {
      if (out && !this.#network.swallows.has(kind)) {
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

  get localDescription(): Description | null {
    return this.#local.pending ?? this.#local.current;
  }

  async setLocalDescription(): Promise<void> {
    await null;
    this.#assertOpen();
    this.negotiations += 1;
    const type = this.signalingState === "have-remote-offer" ? "answer" : "offer";
    const usernameFragment = this.#nextFragment(type);
    const sections = this.transceivers
      .map(({ kind, direction }) => `m=${kind}\r\na=${direction}\r\n`)
      .join("");
    const sdp = `id=${this.#id}\r\na=ice-ufrag:${usernameFragment}\r\n${sections}`;
    this.#local.pending = { type, sdp };
    [this.#hasNews, this.#newsOffered] = [false, type === "offer" && this.#hasNews];
    this.signalingState = type === "offer" ? "have-local-offer" : "stable";
    this.#agree();
    const candidate = { candidate: "host", usernameFragment };
    queueMicrotask(() => this.onicecandidate?.({ candidate: { ...candidate, toJSON: () => candidate } }));
  }

  /** An offer has new ones until a restart is through; an answer, when the offer it answers has new ones. */
  #nextFragment(type: "offer" | "answer"): string {
    const known = this.localDescription;
    const restarts =
      type === "offer" ? this.#outworn.size > 0 : isRestart(this.#currentRemote, this.remoteDescription);
    if (known && !restarts) {
      return fragment(known);
    }
    this.#fragments += 1;
    if (this.#fragments === 1 || this.#network.restartsHelp) {
      this.address = this.#network.address;
    }
    return `${this.#id}.${this.#fragments}`;
  }

  async setRemoteDescription(description: Description): Promise<void> {
    await null;
    this.#assertOpen();
    if (description.type === "answer" && this.signalingState !== "have-local-offer") {
      throw new DOMException("answer without offer", "InvalidStateError");
    }
    if (description.type === "offer") {
      // Rolled back: what was offered counts as never said.
      this.#hasNews ||= this.#newsOffered;
      this.#newsOffered = false;
      this.#local.pending = null;
    }
    this.remoteDescription = description;
    this.signalingState = description.type === "offer" ? "have-remote-offer" : "stable";
    const kinds = [...description.sdp.matchAll(/^m=(\S+)/gm)].map((match) => match[1] ?? "");
    for (const kind of kinds.slice(this.transceivers.length)) {
      this.#section(kind, "recvonly");
    }
    this.#agree();
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
    for (const description of [this.#local.current, this.#local.pending]) {
      if (description) {
        this.#outworn.add(fragment(description));
      }
    }
    // Chromium asks even where there is nothing to replace yet.
    this.#hasNews ||= this.localDescription === null;
    this.#ask();
  }

  setConfiguration(): void {
    this.#assertOpen();
  }

  close(): void {
    this.connectionState = "closed";
    this.signalingState = "closed";
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

  #section(kind: string, direction: string): FakeTransceiver {
    const transceiver = new FakeTransceiver(kind, direction, this.#network, (track, scale) => {
      this.sent.push(track);
      this.scales.push(scale);
    });
    this.transceivers.push(transceiver);
    return transceiver;
  }

  #needNegotiation(): void {
    this.#hasNews = true;
    this.#ask();
  }

  /** Once both ends are described, what was pending holds. */
  #agree(): void {
    if (this.signalingState === "stable") {
      this.#local.current = this.localDescription;
      this.#local.pending = null;
      this.#currentRemote = this.remoteDescription;
      if (this.#local.current && !this.#outworn.has(fragment(this.#local.current))) {
        this.#outworn.clear();
      }
      this.#needsNegotiation = false;
      this.#ask();
    }
  }

  /** The browser asks for negotiation in a task of its own, once, and only when nothing is going on. */
  #ask(): void {
    queueMicrotask(() => {
      const needed = this.#hasNews || this.#outworn.size > 0;
      if (needed && !this.#needsNegotiation && this.signalingState === "stable") {
        this.#needsNegotiation = true;
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

function fragment({ sdp }: Description): string {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp)?.[1] ?? "";
}

function isRestart(before: Description | null, after: Description | null): boolean {
  return before !== null && after !== null && fragment(before) !== fragment(after);
}
