import type { Connections } from "./connections";
import type { PeerMessage } from "./frames";
import type { TransportState } from "./peerLink";
import type { Timers } from "./platform";
import { type Recovery, transportOf } from "./recovery";
import { RecoveryHistory } from "./recoveryHistory";
import { type RecoveryAction, type RecoveryNews, RecoveryRunner } from "./recoveryRunner";

export type PairRecoveryEvents = {
  say(message: PeerMessage): void;
  /** The other page has received all that we told it. */
  isAnswered(): boolean;
  transport(state: TransportState): void;
  /** Another connection than before may be in use. */
  used(): void;
  doubtSocket(): void;
};

/** Which of the connections of a pair is used, and what is done while it carries nothing. */
export class PairRecovery {
  readonly #offers: boolean;
  readonly #connections: Connections;
  readonly #events: PairRecoveryEvents;
  readonly #history: RecoveryHistory;
  readonly #runner: RecoveryRunner;
  #carried = false;
  #reported: TransportState = "new";
  #stopped = false;

  constructor(offers: boolean, timers: Timers, connections: Connections, events: PairRecoveryEvents) {
    this.#offers = offers;
    this.#connections = connections;
    this.#events = events;
    this.#history = new RecoveryHistory(timers);
    this.#runner = new RecoveryRunner(
      offers,
      timers,
      this.#history,
      () => events.isAnswered(),
      (action) => this.#perform(action),
    );
  }

  get state(): Recovery {
    return this.#runner.state;
  }

  get history(): RecoveryHistory {
    return this.#history;
  }

  tell(news: RecoveryNews): void {
    if (!this.#stopped) {
      this.#runner.tell(news);
      this.report();
    }
  }

  /** Only the page that offers begins another connection. */
  asked(lame: boolean): void {
    if (this.#offers) {
      this.tell({ type: "asked", lame });
    }
  }

  /** A fresh connection that broke gets a successor in the next round. */
  broken(number: number): void {
    if (this.#connections.which(number) === "fresh") {
      this.#connections.drop();
    } else {
      this.stalled(number);
    }
  }

  stalled(number: number): void {
    if (this.#connections.which(number) === "present") {
      this.tell({ type: "stalled" });
    }
  }

  carries(number: number): void {
    const which = this.#connections.which(number);
    if (which) {
      this.#carried = true;
      this.tell({ type: "carries", which });
    }
  }

  use(number: number): void {
    const which = this.#connections.which(number);
    if (which && !this.#stopped) {
      this.#history.note({ what: "used", which });
      this.#connections.use(number);
      this.#events.used();
      this.tell({ type: "decided" });
    }
  }

  /** Of the connection that is now the first. */
  begin(): void {
    this.stop();
    this.#stopped = false;
    this.#carried = false;
    this.report();
  }

  /** Nothing is sought any more, whatever happens. */
  stop(): void {
    this.#runner.stop();
    this.#stopped = true;
  }

  /** The connections go on purpose. */
  rest(): void {
    this.#history.note({ what: "rests" });
    this.stop();
    this.#reported = "closed";
    this.#events.transport("closed");
  }

  report(): void {
    const state = transportOf(this.#runner.state, this.#carried, this.#connections.present.state);
    if (state !== this.#reported && !this.#stopped) {
      this.#reported = state;
      this.#events.transport(state);
    }
  }

  #perform(action: RecoveryAction): void {
    switch (action.do) {
      case "restartIce":
        return this.#connections.present.restartIce();
      case "begin":
        return this.#connections.begin(this.#connections.newest + 1, action.relayOnly);
      case "ask":
        this.#connections.present.challenge();
        return this.#events.say({ kind: "recover", ...(action.lame && { lame: true }) });
      case "renewSocket":
        return this.#events.doubtSocket();
      case "use": {
        const { number } = this.#connections.get(action.which);
        this.#events.say({ kind: "use", link: number });
        return this.use(number);
      }
    }
  }
}
