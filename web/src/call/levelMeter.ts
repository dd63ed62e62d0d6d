import { MicrophoneMeter } from "./microphoneMeter";
import type { Timers } from "./platform";

/** Polled at every frame: not asked for this long, nobody looks any more. */
const UNASKED_FOR_MS = 2_000;

type Meter = Pick<MicrophoneMeter, "track" | "level" | "close">;

/** Measures the microphone while somebody asks, and no longer: an audio graph costs power all through a call. */
export class LevelMeter {
  readonly #timers: Timers;
  readonly #measure: (track: MediaStreamTrack) => Meter;
  #meter: Meter | null = null;
  #asked = false;
  #cancelCheck: (() => void) | null = null;

  constructor(timers: Timers, measure = (track: MediaStreamTrack): Meter => new MicrophoneMeter(track)) {
    this.#timers = timers;
    this.#measure = measure;
  }

  level(track: MediaStreamTrack | null): number {
    if (!track) {
      this.close();
      return 0;
    }
    if (this.#meter?.track !== track) {
      this.close();
      this.#meter = this.#measure(track);
      this.#checkLater();
    }
    this.#asked = true;
    return this.#meter.level();
  }

  close(): void {
    this.#cancelCheck?.();
    this.#cancelCheck = null;
    this.#meter?.close();
    this.#meter = null;
  }

  #checkLater(): void {
    this.#asked = false;
    this.#cancelCheck = this.#timers.after(UNASKED_FOR_MS, () =>
      this.#asked ? this.#checkLater() : this.close(),
    );
  }
}
