import type { Timers } from "./platform";
import { type Recovery, type RecoveryEffect, type RecoveryEvent, recover, STEADY } from "./recovery";

/** The end of a round comes from here. */
export type RecoveryNews = Exclude<RecoveryEvent, { type: "due" }>;

export type RecoveryAction = Exclude<RecoveryEffect, { do: "wait" }>;

/** Gives the recovery of one pair its clock, and has done what it asks for. */
export class RecoveryRunner {
  readonly #offers: boolean;
  readonly #timers: Timers;
  readonly #isAnswered: () => boolean;
  readonly #perform: (action: RecoveryAction) => void;
  #state: Recovery = STEADY;
  #cancelWait: () => void = () => undefined;

  /** `isAnswered`: the other page has received all that we told it. */
  constructor(
    offers: boolean,
    timers: Timers,
    isAnswered: () => boolean,
    perform: (action: RecoveryAction) => void,
  ) {
    this.#offers = offers;
    this.#timers = timers;
    this.#isAnswered = isAnswered;
    this.#perform = perform;
  }

  get state(): Recovery {
    return this.#state;
  }

  tell(news: RecoveryNews): void {
    this.#take(news);
  }

  stop(): void {
    this.#cancelWait();
    this.#state = STEADY;
  }

  #take(event: RecoveryEvent): void {
    const { state, effects } = recover(this.#state, event, this.#timers.now(), this.#offers);
    this.#state = state;
    if (state.tag === "steady") {
      this.#cancelWait();
    }
    for (const effect of effects) {
      if (effect.do === "wait") {
        this.#wait(effect.ms, effect.round);
      } else {
        this.#perform(effect);
      }
    }
  }

  #wait(ms: number, round: number): void {
    this.#cancelWait();
    this.#cancelWait = this.#timers.after(ms, () =>
      this.#take({ type: "due", round, answered: this.#isAnswered() }),
    );
  }
}
