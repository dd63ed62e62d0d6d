import type { CheckWorld } from "../checkBench";
import type { FakeTimers } from "./fakeTimers";

type Kind = "host" | "srflx" | "relay";
type Way = { readonly kind: Kind; readonly of: FakeEnd };

/** A relay and a browser's way to it, as much as a check of the connection uses. Each end is a connection. */
export class FakeRelay implements CheckWorld {
  readonly ends: FakeEnd[] = [];
  /** Addresses of servers that answer. */
  readonly answering = new Set<string>();
  /** What the browser has by itself. */
  local = true;
  /** Whether two ends on the relay reach each other. */
  hairpin = true;
  delayMs = 20;
  /** Whether the packet with this count gets lost on its way, out or back. */
  loses: (count: number) => boolean = () => false;
  relayProtocol: string | undefined = "udp";
  packets = 0;
  readonly now: CheckWorld["now"];
  readonly after: CheckWorld["after"];

  constructor(timers: FakeTimers) {
    this.now = timers.now;
    this.after = timers.after;
  }

  readonly createConnection = (configuration: RTCConfiguration): RTCPeerConnection => {
    const end = new FakeEnd(this, configuration);
    this.ends.push(end);
    return end as unknown as RTCPeerConnection;
  };

  get open(): number {
    return this.ends.filter(({ closed }) => !closed).length;
  }
}

type Channel = {
  readyState: string;
  onopen: (() => void) | null;
  onmessage: ((event: { data: string }) => void) | null;
  send(data: string): void;
};

class FakeEnd {
  onicecandidate: ((event: { candidate: unknown }) => void) | null = null;
  ondatachannel: ((event: { channel: Channel }) => void) | null = null;
  localDescription: { sdp: FakeEnd } | null = null;
  remoteDescription: { sdp: FakeEnd } | null = null;
  closed = false;
  channel: Channel | null = null;
  readonly configuration: RTCConfiguration;
  readonly #relay: FakeRelay;
  readonly #known: Kind[] = [];

  constructor(relay: FakeRelay, configuration: RTCConfiguration) {
    this.#relay = relay;
    this.configuration = configuration;
  }

  createDataChannel(): Channel {
    this.channel = this.#newChannel();
    return this.channel;
  }

  async setLocalDescription(): Promise<void> {
    await null;
    this.localDescription = { sdp: this };
    const kinds = this.#kinds();
    kinds.forEach((kind, place) => {
      this.#later(place + 1, () => this.onicecandidate?.({ candidate: candidateOf(kind, this) }));
    });
    // A server that does not answer keeps the browser looking.
    if (this.#urls().every((url) => this.#relay.answering.has(url))) {
      this.#later(kinds.length + 1, () => this.onicecandidate?.({ candidate: null }));
    }
  }

  async setRemoteDescription(description: { sdp: FakeEnd }): Promise<void> {
    await null;
    this.remoteDescription = description;
  }

  async addIceCandidate({ way }: { way: Way }): Promise<void> {
    if (!this.remoteDescription) throw new DOMException("too early", "InvalidStateError");
    this.#known.push(way.kind);
    this.#connect(way.of);
  }

  async getStats(): Promise<Map<string, unknown>> {
    const { relayProtocol } = this.#relay;
    return new Map<string, unknown>([
      ["T", { id: "T", type: "transport", selectedCandidatePairId: "P" }],
      ["P", { id: "P", type: "candidate-pair", localCandidateId: "L" }],
      ["L", { id: "L", type: "local-candidate", relayProtocol }],
    ]);
  }

  close(): void {
    this.closed = true;
  }

  #connect(other: FakeEnd): void {
    const fits = this.#relay.hairpin || this.#known.some((kind) => kind !== "relay");
    const [mine, theirs] = [this.channel, other.channel];
    if (!fits || !(mine ?? theirs)) return;
    const near = mine ? this : other;
    const far = mine ? other : this;
    if (near.channel?.readyState !== "connecting") return;
    near.channel.readyState = "open";
    const back = far.#newChannel();
    back.readyState = "open";
    near.#carry(near.channel, back);
    far.#carry(back, near.channel);
    this.#later(1, () => {
      far.ondatachannel?.({ channel: back });
      near.channel?.onopen?.();
    });
  }

  #carry(from: Channel, to: Channel): void {
    from.send = (data) => {
      this.#relay.packets += 1;
      if (!this.#relay.loses(this.#relay.packets)) this.#later(1, () => to.onmessage?.({ data }));
    };
  }

  #newChannel(): Channel {
    return { readyState: "connecting", onopen: null, onmessage: null, send: () => undefined };
  }

  #later(times: number, action: () => void): void {
    this.#relay.after(times * this.#relay.delayMs, () => this.closed || action());
  }

  #urls(): string[] {
    return (this.configuration.iceServers ?? []).flatMap(({ urls }) => urls);
  }

  #kinds(): Kind[] {
    const answering = this.#urls().filter((url) => this.#relay.answering.has(url));
    const relays = answering.filter((url) => url.startsWith("turn")).map((): Kind => "relay");
    if (this.configuration.iceTransportPolicy === "relay") return relays;
    const own: Kind[] = this.#relay.local ? ["host"] : [];
    return [...own, ...(answering.length > 0 ? (["srflx"] as const) : []), ...relays];
  }
}

function candidateOf(kind: Kind, of: FakeEnd): { type: Kind; candidate: string; way: Way } {
  return { type: kind, candidate: `candidate:1 1 udp 1 192.0.2.1 9 typ ${kind}`, way: { kind, of } };
}
