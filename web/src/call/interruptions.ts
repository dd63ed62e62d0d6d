import type { Input } from "./constraints";
import type { Timers } from "./platform";

/** The system often gives a device back by itself, for instance after another app has said a word. */
const PATIENCE_MS = 4_000;
const BUSY_FOR_MS = 5_000;
const BUSY_AT_MOST_MS = 40_000;

export type InterruptionEvents = {
  /** The device is gone, or its permission. */
  lost(input: Input): void;
  /** The device is there and gives nothing: a phone call has it, or had it. */
  silent(input: Input): void;
  /** Another program had the device: it may be free by now. */
  free(input: Input): void;
};

/** Devices that are taken away in the middle of a call: unplugged, in use elsewhere, or by a phone call on iOS. */
export class Interruptions {
  readonly #timers: Timers;
  readonly #events: InterruptionEvents;
  readonly #cancels = new Map<Input, () => void>();
  readonly #tracks = new Map<Input, MediaStreamTrack>();
  readonly #busyFor = new Map<Input, number>();

  constructor(timers: Timers, events: InterruptionEvents) {
    this.#timers = timers;
    this.#events = events;
  }

  /** Instead of the one before. */
  watch(input: Input, track: MediaStreamTrack): void {
    this.forget(input);
    this.#busyFor.delete(input);
    this.#tracks.set(input, track);
    // Our own `stop` fires no event.
    track.onended = () => this.#tracks.get(input) === track && this.#events.lost(input);
    track.onmute = () => this.#later(input, PATIENCE_MS, () => track.muted && this.#events.silent(input));
  }

  forget(input: Input): void {
    this.#cancels.get(input)?.();
    this.#tracks.delete(input);
  }

  /** Asks again, more and more rarely. */
  busy(input: Input): void {
    const delay = this.#busyFor.get(input) ?? BUSY_FOR_MS;
    this.#busyFor.set(input, Math.min(delay * 2, BUSY_AT_MOST_MS));
    this.#later(input, delay, () => this.#events.free(input));
  }

  /** The page is seen again: iOS stops or silences devices of pages that are not, and tells nobody. */
  wake(): void {
    for (const [input, { readyState, muted }] of this.#tracks) {
      if (readyState === "ended") {
        this.#events.lost(input);
      } else if (muted) {
        this.#events.silent(input);
      }
    }
    for (const input of this.#busyFor.keys()) {
      this.#events.free(input);
    }
  }

  stop(): void {
    for (const cancel of this.#cancels.values()) {
      cancel();
    }
    this.#tracks.clear();
    this.#busyFor.clear();
  }

  #later(input: Input, delayMs: number, action: () => void): void {
    this.#cancels.get(input)?.();
    this.#cancels.set(input, this.#timers.after(delayMs, action));
  }
}
