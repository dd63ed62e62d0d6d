export type Timers = { set(run: () => void, ms: number): number; clear(id: number): void };

export const TYPING_PAUSE_MS = 800;
export const RETRY_MS = 5_000;

/** When to save what is being typed: after a pause, one save at a time. What, and what failing means, its owner knows. */
export class SaveLoop {
  #timer: number | null = null;
  #running: Promise<void> | null = null;
  readonly #timers: Timers;
  readonly #isDue: () => boolean;
  readonly #save: () => Promise<void>;

  /** `save` must not reject. */
  constructor(timers: Timers, isDue: () => boolean, save: () => Promise<void>) {
    this.#timers = timers;
    this.#isDue = isDue;
    this.#save = save;
  }

  get isRunning(): boolean {
    return this.#running !== null;
  }

  /** Replaces what was planned before. */
  later(ms: number): void {
    this.stop();
    this.#timer = this.#timers.set(() => {
      this.#timer = null;
      void this.flush();
    }, ms);
  }

  stop(): void {
    if (this.#timer !== null) this.#timers.clear(this.#timer);
    this.#timer = null;
  }

  /** Saves now what is due. */
  async flush(): Promise<void> {
    this.stop();
    while (this.#running) await this.#running;
    if (!this.#isDue()) return;
    this.#running = this.#save().finally(() => {
      this.#running = null;
    });
    await this.#running;
  }
}
