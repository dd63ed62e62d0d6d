import type { TransportState } from "./peerLink";
import type { Timers } from "./platform";

const FIRST_PAUSE_MS = 4_000;
const LONGEST_PAUSE_MS = 16_000;

/**
 * Mends a link in trouble: asks for an ICE restart, again and again with growing pauses, until it is up.
 *
 * `patienceMs`: how long `disconnected` may last before the first restart; packets often come back by themselves.
 * Both ends run one; the end that offers has less patience, so that usually only one of them acts.
 */
export class Repair {
  readonly #timers: Timers;
  readonly #patienceMs: number;
  readonly #restart: () => void;
  #pauseMs = FIRST_PAUSE_MS;
  #cancel: (() => void) | null = null;

  constructor(timers: Timers, patienceMs: number, restart: () => void) {
    this.#timers = timers;
    this.#patienceMs = patienceMs;
    this.#restart = restart;
  }

  observe(state: TransportState): void {
    if (state === "connected" || state === "closed") {
      this.stop();
    } else if (state === "disconnected") {
      this.#cancel ??= this.#timers.after(this.#patienceMs, () => this.#act());
    } else if (state === "failed") {
      this.#cancel ??= this.#timers.after(this.#patienceMs / 4, () => this.#act());
    }
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
    this.#pauseMs = FIRST_PAUSE_MS;
  }

  #act(): void {
    this.#restart();
    this.#cancel = this.#timers.after(this.#pauseMs, () => this.#act());
    this.#pauseMs = Math.min(this.#pauseMs * 2, LONGEST_PAUSE_MS);
  }
}
