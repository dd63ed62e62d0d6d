import { type Frame, type PeerMessage, parseFrame } from "./frames";
import { Outbox } from "./outbox";
import type { Timers } from "./platform";

const ACKNOWLEDGE_AFTER_MS = 40;
const REPEAT_AFTER_MS = 1_000;
const REPEAT_AT_MOST_MS = 8_000;

export type ConversationEvents = {
  /** Puts a frame on every open path. May lose it. */
  transmit(frame: Frame): void;
  deliver(message: PeerMessage): void;
  /** The other has it. */
  confirmed(message: PeerMessage): void;
  /** The other began anew: what was agreed with its former self is void. Called before anything is delivered. */
  restarted(): void;
};

/**
 * The reliable line between this page and one other, end to end: servers may forget everything.
 *
 * Whoever begins anew raises the generation, and the other follows. What is not acknowledged is repeated,
 * more and more slowly, so that a peer that is away for long costs next to nothing.
 */
export class Conversation {
  readonly #timers: Timers;
  readonly #events: ConversationEvents;
  #gen: number;
  #outbox: Outbox;
  #repeatDelay = REPEAT_AFTER_MS;
  #cancelRepeat: (() => void) | null = null;
  #cancelAcknowledge: (() => void) | null = null;
  #closed = false;

  constructor(gen: number, timers: Timers, events: ConversationEvents) {
    this.#gen = gen;
    this.#outbox = new Outbox(gen);
    this.#timers = timers;
    this.#events = events;
  }

  get gen(): number {
    return this.#gen;
  }

  /** The other has received everything. */
  get isSettled(): boolean {
    return this.#outbox.isSettled;
  }

  send(message: PeerMessage): void {
    // One request is enough: while nothing gets through, they would pile up.
    const isRequest = message.kind === "restart" || message.kind === "recover";
    if (this.#closed || (isRequest && this.#outbox.holds(message.kind))) {
      return;
    }
    this.#transmit(this.#outbox.post(message));
    if (!this.#cancelRepeat) {
      this.#repeatLater();
    }
  }

  receive(data: unknown): void {
    const frame = parseFrame(data);
    if (!frame || this.#closed) {
      return;
    }
    if (frame.gen < this.#gen) {
      this.#transmit(this.#outbox.sync());
      return;
    }
    if (frame.gen > this.#gen) {
      this.restart(frame.gen);
      this.#events.restarted();
    }
    this.#accept(frame);
  }

  /** A path is open again: say where I am, repeat what is open. Touches nothing else. */
  resume(): void {
    if (this.#closed) {
      return;
    }
    this.#repeatDelay = REPEAT_AFTER_MS;
    this.#transmit(this.#outbox.sync());
    this.#repeat();
  }

  /** Begins anew; the other will follow. */
  restart(gen: number = this.#gen + 1): void {
    this.#gen = gen;
    this.#outbox = new Outbox(gen);
    this.#repeatDelay = REPEAT_AFTER_MS;
    this.#cancelTimers();
  }

  close(): void {
    this.#closed = true;
    this.#cancelTimers();
  }

  #accept(frame: Frame): void {
    const { deliver, confirmed } = this.#outbox.accept(frame);
    if (confirmed.length > 0) {
      this.#repeatDelay = REPEAT_AFTER_MS;
      this.#repeatLater();
    }
    if (frame.sync) {
      this.#repeat();
    }
    if (frame.sync) {
      this.#acknowledge();
    } else if (frame.seq > 0) {
      // Known frames too: our acknowledgement of them may be what was lost.
      this.#cancelAcknowledge ??= this.#timers.after(ACKNOWLEDGE_AFTER_MS, () => this.#acknowledge());
    }
    for (const message of confirmed) {
      this.#events.confirmed(message);
    }
    const gen = this.#gen;
    for (const message of deliver) {
      if (this.#closed || this.#gen !== gen) {
        return;
      }
      this.#events.deliver(message);
    }
  }

  #repeat(): void {
    for (const frame of this.#outbox.pending()) {
      this.#transmit(frame);
    }
    this.#repeatLater();
  }

  #repeatLater(): void {
    this.#cancelRepeat?.();
    this.#cancelRepeat = null;
    if (this.#outbox.isSettled) {
      return;
    }
    this.#cancelRepeat = this.#timers.after(this.#repeatDelay, () => {
      this.#cancelRepeat = null;
      this.#repeatDelay = Math.min(this.#repeatDelay * 2, REPEAT_AT_MOST_MS);
      this.#repeat();
    });
  }

  #acknowledge(): void {
    this.#transmit(this.#outbox.acknowledgement());
  }

  /** Every frame carries the acknowledgement, so none is owed afterwards. */
  #transmit(frame: Frame): void {
    this.#cancelAcknowledge?.();
    this.#cancelAcknowledge = null;
    this.#events.transmit(frame);
  }

  #cancelTimers(): void {
    this.#cancelRepeat?.();
    this.#cancelAcknowledge?.();
    this.#cancelRepeat = null;
    this.#cancelAcknowledge = null;
  }
}
