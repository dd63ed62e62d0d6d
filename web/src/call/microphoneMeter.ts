/** Loudness below this is silence (dB of full scale). */
const FLOOR_DB = -60;

/** Measures one track; 0 to 1, linear in decibels, which is how loudness is heard. */
export class MicrophoneMeter {
  readonly track: MediaStreamTrack;
  readonly #context = new AudioContext();
  readonly #analyser: AnalyserNode;
  readonly #samples: Float32Array<ArrayBuffer>;

  constructor(track: MediaStreamTrack) {
    this.track = track;
    this.#analyser = this.#context.createAnalyser();
    this.#analyser.fftSize = 1024;
    this.#samples = new Float32Array(this.#analyser.fftSize);
    this.#context.createMediaStreamSource(new MediaStream([track])).connect(this.#analyser);
  }

  level(): number {
    if (this.#context.state === "suspended") {
      // Browsers start audio only after a gesture; until then there is nothing to measure.
      this.#context.resume().catch(() => undefined);
      return 0;
    }
    this.#analyser.getFloatTimeDomainData(this.#samples);
    const power = this.#samples.reduce((sum, sample) => sum + sample * sample, 0) / this.#samples.length;
    const decibels = 10 * Math.log10(power + Number.EPSILON);
    return Math.min(1, Math.max(0, 1 - decibels / FLOOR_DB));
  }

  close(): void {
    this.#context.close().catch(() => undefined);
  }
}
