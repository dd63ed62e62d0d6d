/**
 * What a student types into an application that is not sent yet: saved by itself, the latest words only, one save
 * at a time. Held in memory only. Knows neither React nor the network; made for useSyncExternalStore.
 */
import { RETRY_MS, SaveLoop, type Timers, TYPING_PAUSE_MS } from "../../api/saveLoop";
import { type ApplicationValues, sameValues } from "./applicationValues";

export type DraftRemote = {
  save(values: ApplicationValues): Promise<unknown>;
  /** Whether the same save may go through later by itself. */
  mayPass(error: unknown): boolean;
};

export type DraftState = { values: ApplicationValues } & (
  | { tag: "untouched" | "unsaved" | "saving" | "saved" }
  /** Will be tried again by itself; stays until a save went through, so that nothing flickers. */
  | { tag: "failed" }
  /** The server said no: tried again only when there is something new. */
  | { tag: "refused"; error: unknown }
);

export class DraftSaver {
  /** What the server has. */
  #kept: ApplicationValues;
  #state: DraftState;
  #saved = false;
  #held = false;
  readonly #loop: SaveLoop;
  readonly #remote: DraftRemote;
  readonly #listeners = new Set<() => void>();

  constructor(kept: ApplicationValues, remote: DraftRemote, timers: Timers) {
    this.#kept = kept;
    this.#state = { tag: "untouched", values: kept };
    this.#remote = remote;
    this.#loop = new SaveLoop(
      timers,
      () => !this.#held && this.pending,
      () => this.#attempt(this.#state.values),
    );
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getSnapshot = (): DraftState => this.#state;

  /** Whether the server does not have every word yet. */
  get pending(): boolean {
    return this.#loop.isRunning || !sameValues(this.#state.values, this.#kept);
  }

  edit(values: ApplicationValues): void {
    this.#show(values);
    this.#later(TYPING_PAUSE_MS);
  }

  /** A newer draft from elsewhere is taken over as long as nothing was typed here. */
  adopt(values: ApplicationValues): void {
    if (this.#state.tag !== "untouched" || sameValues(values, this.#kept)) return;
    this.#kept = values;
    this.#become({ tag: "untouched", values });
  }

  /** Saves what is unsaved now. */
  flush(): Promise<void> {
    return this.#loop.flush();
  }

  /** Nothing more is saved, for example while the application itself is being sent. */
  hold(): void {
    this.#held = true;
    this.#loop.stop();
  }

  /** Goes on after `hold`, after coming back to the page, and after signing in again. */
  resume(): void {
    this.#held = false;
    if (this.pending) this.#later(0);
  }

  #later(ms: number): void {
    if (!this.#held) this.#loop.later(ms);
  }

  async #attempt(values: ApplicationValues): Promise<void> {
    if (!this.#troubled) this.#become({ tag: "saving", values });
    try {
      await this.#remote.save(values);
      this.#kept = values;
      this.#saved = true;
      // Typed on while it was on its way: the timer of that edit saves the rest.
      const latest = this.#state.values;
      this.#become({ tag: sameValues(latest, values) ? "saved" : "unsaved", values: latest });
    } catch (error) {
      const latest = this.#state.values;
      if (this.#remote.mayPass(error)) {
        this.#become({ tag: "failed", values: latest });
        this.#later(RETRY_MS);
      } else {
        this.#become({ tag: "refused", values: latest, error });
      }
    }
  }

  get #troubled(): boolean {
    return this.#state.tag === "failed" || this.#state.tag === "refused";
  }

  #show(values: ApplicationValues): void {
    if (!this.#loop.isRunning && sameValues(values, this.#kept)) {
      this.#become({ tag: this.#saved ? "saved" : "untouched", values });
    } else if (this.#troubled) {
      this.#become({ ...this.#state, values });
    } else {
      this.#become({ tag: "unsaved", values });
    }
  }

  #become(state: DraftState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
