import type { Frame, PeerMessage } from "./frames";

/** More than this far ahead is not a gap but a fault (or an attack on our memory). */
const MOST_HELD = 512;

/**
 * Numbers what goes out, keeps it until acknowledged, and puts what comes in back in order.
 *
 * Holds one generation of the conversation of two pages. Knows nothing of time or of the way frames travel:
 * frames may be lost, repeated or reordered, each message is still delivered exactly once and in order.
 */
export class Outbox {
  readonly #gen: number;
  readonly #unacknowledged = new Map<number, PeerMessage>();
  readonly #early = new Map<number, PeerMessage>();
  #lastSent = 0;
  #lastDelivered = 0;

  constructor(gen: number) {
    this.#gen = gen;
  }

  get isSettled(): boolean {
    return this.#unacknowledged.size === 0;
  }

  /** Whether such a message is still on its way. */
  holds(kind: PeerMessage["kind"]): boolean {
    return [...this.#unacknowledged.values()].some((body) => body.kind === kind);
  }

  /** The frame that carries a new message. */
  post(body: PeerMessage): Frame {
    this.#lastSent += 1;
    this.#unacknowledged.set(this.#lastSent, body);
    return this.#frame(this.#lastSent, body);
  }

  /** Everything the other has not acknowledged, oldest first. */
  pending(): Frame[] {
    return [...this.#unacknowledged].map(([seq, body]) => this.#frame(seq, body));
  }

  acknowledgement(): Frame {
    return { gen: this.#gen, seq: 0, ack: this.#lastDelivered };
  }

  /** Says where I am and asks the other to do the same. */
  sync(): Frame {
    return { ...this.acknowledgement(), sync: true };
  }

  /**
   * Takes a frame of this generation.
   *
   * `deliver`: the messages that became due, in order. `confirmed`: those of ours that the other now has.
   */
  accept(frame: Frame): { deliver: PeerMessage[]; confirmed: PeerMessage[] } {
    const confirmed = this.#forget(frame.ack);
    if (frame.seq === 0 || frame.body === undefined) {
      return { deliver: [], confirmed };
    }
    const repeated = frame.seq <= this.#lastDelivered || this.#early.has(frame.seq);
    if (!repeated && frame.seq <= this.#lastDelivered + MOST_HELD) {
      this.#early.set(frame.seq, frame.body);
    }
    return { deliver: this.#takeDue(), confirmed };
  }

  #frame(seq: number, body: PeerMessage): Frame {
    return { gen: this.#gen, seq, ack: this.#lastDelivered, body };
  }

  #forget(ack: number): PeerMessage[] {
    const known = [...this.#unacknowledged].filter(([seq]) => seq <= ack);
    for (const [seq] of known) {
      this.#unacknowledged.delete(seq);
    }
    return known.map(([, body]) => body);
  }

  #takeDue(): PeerMessage[] {
    const due: PeerMessage[] = [];
    for (;;) {
      const next = this.#early.get(this.#lastDelivered + 1);
      if (next === undefined) {
        return due;
      }
      this.#lastDelivered += 1;
      this.#early.delete(this.#lastDelivered);
      due.push(next);
    }
  }
}
