/**
 * What a student types into an application that is not sent yet: saved by itself, the latest words only, one save
 * at a time. Held in memory only. Knows neither React nor the network; made for useSyncExternalStore.
 */
import type { ApplicationValues } from "./ApplicationFields";

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

export type Timers = { set(run: () => void, ms: number): number; clear(id: number): void };

const TYPING_PAUSE_MS = 800;
const RETRY_MS = 5_000;

export class DraftSaver {
  /** What the server has. */
  #kept: ApplicationValues;
  #state: DraftState;
  #saved = false;
  #held = false;
  #timer: number | null = null;
  #running: Promise<void> | null = null;
  readonly #remote: DraftRemote;
  readonly #timers: Timers;
  readonly #listeners = new Set<() => void>();

  constructor(kept: ApplicationValues, remote: DraftRemote, timers: Timers) {
    this.#kept = kept;
    this.#state = { tag: "untouched", values: kept };
    this.#remote = remote;
    this.#timers = timers;
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getSnapshot = (): DraftState => this.#state;

  /** Whether the server does not have every word yet. */
  get pending(): boolean {
    return this.#running !== null || !same(this.#state.values, this.#kept);
  }

  edit(values: ApplicationValues): void {
    this.#show(values);
    this.#later(TYPING_PAUSE_MS);
  }

  /** A newer draft from elsewhere is taken over as long as nothing was typed here. */
  adopt(values: ApplicationValues): void {
    if (this.#state.tag !== "untouched" || same(values, this.#kept)) return;
    this.#kept = values;
    this.#become({ tag: "untouched", values });
  }

  /** Saves what is unsaved now. */
  async flush(): Promise<void> {
    this.#stopTimer();
    while (this.#running) await this.#running;
    if (!this.#held && this.pending) await this.#save();
  }

  /** Nothing more is saved, for example while the application itself is being sent. */
  hold(): void {
    this.#held = true;
    this.#stopTimer();
  }

  /** Goes on after `hold`, after coming back to the page, and after signing in again. */
  resume(): void {
    this.#held = false;
    if (this.pending) this.#later(0);
  }

  #later(ms: number): void {
    this.#stopTimer();
    if (this.#held) return;
    this.#timer = this.#timers.set(() => {
      this.#timer = null;
      void this.flush();
    }, ms);
  }

  #stopTimer(): void {
    if (this.#timer !== null) this.#timers.clear(this.#timer);
    this.#timer = null;
  }

  #save(): Promise<void> {
    this.#running = this.#attempt(this.#state.values).finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  async #attempt(values: ApplicationValues): Promise<void> {
    if (!this.#troubled) this.#become({ tag: "saving", values });
    try {
      await this.#remote.save(values);
      this.#kept = values;
      this.#saved = true;
      // Typed on while it was on its way: the timer of that edit saves the rest.
      const latest = this.#state.values;
      this.#become({ tag: same(latest, values) ? "saved" : "unsaved", values: latest });
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
    if (this.#running === null && same(values, this.#kept)) {
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

function same(one: ApplicationValues, other: ApplicationValues): boolean {
  return (
    one.programme === other.programme && one.school === other.school && one.statement === other.statement
  );
}
