export type Heard = "listening" | "heard" | "silent";

/** Of the meter's 0 to 1: some -48 dB. A room where nobody speaks stays below, a quiet voice is well above. */
const VOICE = 0.2;
const SILENT_MS = 5_000;

/** Whether anything comes from a microphone. Who was heard once may be silent for as long as they like. */
export class Hearing {
  #track: unknown = null;
  #since = 0;
  #heard = false;

  /** `track`: another one begins anew. Times in milliseconds of any clock. */
  listen(track: unknown, level: number, now: number): Heard {
    if (track !== this.#track) {
      this.#track = track;
      this.#since = now;
      this.#heard = false;
    }
    this.#heard ||= level >= VOICE;
    if (this.#heard) return "heard";
    return now - this.#since >= SILENT_MS ? "silent" : "listening";
  }
}
