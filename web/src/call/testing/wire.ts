import type { FakeTimers } from "./fakeTimers";

export type Fate = "pass" | "drop" | "repeat" | "late";
const LATE_MS = 300;

/** What becomes of each message between two pages, over the server as over the data channel. */
export class Wire {
  readonly #timers: FakeTimers;
  #fates: readonly Fate[] = [];
  #carried = 0;

  constructor(timers: FakeTimers) {
    this.#timers = timers;
  }

  /** Over and over; none: everything passes. */
  behave(...fates: readonly Fate[]): void {
    this.#fates = fates;
  }

  carry(deliver: () => void): void {
    this.#carried += 1;
    switch (this.#fates[this.#carried % this.#fates.length]) {
      case "drop":
        return;
      case "repeat":
        deliver();
        return deliver();
      case "late":
        this.#timers.after(LATE_MS, deliver);
        return;
      default:
        return deliver();
    }
  }
}
