import { FakeConnection } from "./fakeConnection";

/** Finds the two connections that described each other; knows which tracks ever went out. */
export class FakeNetwork {
  readonly connections: FakeConnection[] = [];
  /** Set to false: nothing connects and data channels carry nothing. */
  reachable = true;
  /** Set to false: an ICE restart is negotiated and finds no way. */
  restartsHelp = true;
  /** Set to false: senders send whatever `active` says. */
  obeysActive = true;
  /** What becomes of each text on a data channel. */
  carry: (deliver: () => void) => void = (deliver) => deliver();
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
