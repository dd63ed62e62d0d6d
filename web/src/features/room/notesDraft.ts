/**
 * The office's notes while they are being typed: saved by themselves, never over someone else's words.
 * Held in memory only. Knows neither React nor the network; made for useSyncExternalStore.
 */

import { RETRY_MS, SaveLoop, type Timers, TYPING_PAUSE_MS } from "../../api/saveLoop";

export type SavedNotes = { notes: string; version: number };

export type NotesRemote = {
  /** Rejects when it could not be saved at all. */
  save(notes: string, version: number): Promise<SavedNotes | "stale">;
  load(): Promise<SavedNotes>;
};

export type NotesState =
  | { tag: "saved"; text: string }
  | { tag: "unsaved"; text: string }
  | { tag: "saving"; text: string }
  /** Will be tried again by itself. */
  | { tag: "failed"; text: string }
  /** Somebody else changed the notes meanwhile: a person has to choose. */
  | { tag: "conflict"; text: string; theirs: string };

export class NotesDraft {
  #base: SavedNotes;
  #state: NotesState;
  #theirs: SavedNotes | null = null;
  /** Sent, and no answer came: the server may have kept them all the same. */
  readonly #unanswered = new Set<string>();
  readonly #loop: SaveLoop;
  readonly #remote: NotesRemote;
  readonly #listeners = new Set<() => void>();

  constructor(saved: SavedNotes, remote: NotesRemote, timers: Timers) {
    this.#base = saved;
    this.#state = { tag: "saved", text: saved.notes };
    this.#remote = remote;
    this.#loop = new SaveLoop(
      timers,
      () => this.#state.tag === "unsaved" || this.#state.tag === "failed",
      () => this.#attempt(this.#state.text),
    );
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  getSnapshot = (): NotesState => this.#state;

  edit(text: string): void {
    if (this.#state.tag === "conflict") return this.#become({ ...this.#state, text });
    const clean = text === this.#base.notes && !this.#loop.isRunning;
    this.#become({ tag: clean ? "saved" : "unsaved", text });
    this.#loop.later(TYPING_PAUSE_MS);
  }

  /** Saves what is unsaved now. True when the server has every word. */
  async flush(): Promise<boolean> {
    await this.#loop.flush();
    return this.#state.tag === "saved";
  }

  keepMine(): void {
    if (this.#state.tag !== "conflict" || !this.#theirs) return;
    this.#base = this.#theirs;
    this.#become({ tag: "unsaved", text: this.#state.text });
    this.#loop.later(0);
  }

  takeTheirs(): void {
    if (this.#state.tag !== "conflict" || !this.#theirs) return;
    this.#base = this.#theirs;
    this.#become({ tag: "saved", text: this.#theirs.notes });
  }

  async #attempt(text: string): Promise<void> {
    this.#become({ tag: "saving", text });
    try {
      const answer = await this.#remote.save(text, this.#base.version);
      if (answer === "stale") return await this.#reconcile(text);
      this.#base = { notes: text, version: answer.version };
      this.#unanswered.clear();
      // Typed on while it was on its way: the timer of that edit saves the rest.
      if (this.#state.text === text) this.#become({ tag: "saved", text });
    } catch {
      this.#unanswered.add(text);
      this.#become({ tag: "failed", text: this.#state.text });
      this.#loop.later(RETRY_MS);
    }
  }

  /** Somebody changed the interview. If it was not the notes, ours still stand. */
  async #reconcile(text: string): Promise<void> {
    const theirs = await this.#remote.load();
    if (theirs.notes === this.#base.notes || theirs.notes === text || this.#unanswered.has(theirs.notes)) {
      this.#base = theirs;
      return await this.#attempt(this.#state.text);
    }
    this.#theirs = theirs;
    this.#become({ tag: "conflict", text: this.#state.text, theirs: theirs.notes });
  }

  #become(state: NotesState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
