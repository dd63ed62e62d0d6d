import type { Timers } from "./platform";
import type { Which } from "./recovery";
import type { RecoveryAction } from "./recoveryRunner";

/** One thing that was noticed or done to keep two pages connected. */
export type RecoveryStep =
  | {
      readonly what: /** Nothing arrived any more. */
        | "stalled"
        /** Sound or picture was missing, although the connection carried. */
        | "lame"
        /** The other page asked for repair, or this one did. */
        | "asked"
        | "asks"
        /** To put the tracks back in place: this page asked, or it did so. */
        | "again"
        | "shown-again"
        /** The line to the server was renewed. */
        | "socket"
        /** This page had slept. */
        | "woke"
        /** Nobody looked at one of the pages for long: the connection was given up. */
        | "rests"
        /** All that was agreed was agreed anew. */
        | "anew";
    }
  /** An ICE restart and a fresh connection. */
  | { readonly what: "round"; readonly round: number; readonly relayOnly: boolean }
  | { readonly what: "used"; readonly which: Which };

export type PastStep = RecoveryStep & { readonly at: number };

const MOST_KEPT = 100;

/** What was noticed and done lately, for people who look into it. */
export class RecoveryHistory {
  readonly #timers: Timers;
  #steps: readonly PastStep[] = [];

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** The latest hundred, oldest first. */
  get steps(): readonly PastStep[] {
    return this.#steps;
  }

  note(step: RecoveryStep): void {
    this.#steps = [...this.#steps, { ...step, at: this.#timers.now() }].slice(-MOST_KEPT);
  }

  /** A round restarts ICE and begins a connection: one step. What is used at last is noted by both pages. */
  noteAction(action: RecoveryAction, round: number): void {
    if (action.do === "begin") {
      this.note({ what: "round", round, relayOnly: action.relayOnly });
    } else if (action.do === "ask") {
      this.note({ what: "asks" });
    } else if (action.do === "renewSocket") {
      this.note({ what: "socket" });
    }
  }
}
