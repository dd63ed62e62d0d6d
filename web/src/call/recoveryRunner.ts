import type { Timers } from "./platform";
import { type Recovery, type RecoveryEffect, type RecoveryEvent, recover, STEADY } from "./recovery";
import type { RecoveryHistory } from "./recoveryHistory";

/** The end of a round comes from here. */
export type RecoveryNews = Exclude<RecoveryEvent, { type: "due" }>;

export type RecoveryAction = Exclude<RecoveryEffect, { do: "wait" }>;

/** Gives the recovery of one pair its clock, and has done what it asks for. */
export class RecoveryRunner {
  readonly #offers: boolean;
  readonly #timers: Timers;
  readonly #history: RecoveryHistory;
  readonly #isAnswered: () => boolean;
  readonly #perform: (action: RecoveryAction) => void;
  #state: Recovery = STEADY;
  #cancelWait: () => void = () => undefined;

  /** `isAnswered`: the other page has received all that we told it. */
  constructor(
    offers: boolean,
    timers: Timers,
    history: RecoveryHistory,
    isAnswered: () => boolean,
    perform: (action: RecoveryAction) => void,
  ) {
    this.#offers = offers;
    this.#timers = timers;
    this.#history = history;
    this.#isAnswered = isAnswered;
    this.#perform = perform;
  }

  get state(): Recovery {
    return this.#state;
  }

  tell(news: RecoveryNews): void {
    if (news.type === "stalled" || news.type === "lame" || news.type === "asked") {
      this.#history.note({ what: news.type });
    }
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
        this.#history.noteAction(effect, state.tag === "searching" ? state.round : 0);
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
