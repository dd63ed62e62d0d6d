import { type Common, Connection, type ConnectionEvents } from "./connection";
import type { Limits } from "./ladder";
import type { Which } from "./recovery";

/** The connection in use and, while a way back is sought, a fresh one beside it. */
export class Connections {
  readonly #offers: boolean;
  readonly #common: Common;
  readonly #eventsOf: (number: number) => ConnectionEvents;
  #present: Connection;
  #fresh: Connection | null = null;
  #newest = 1;
  /** What may be sent; null while nothing is. */
  #limits: Limits | null = null;
  #holds = false;

  constructor(offers: boolean, common: Common, eventsOf: (number: number) => ConnectionEvents) {
    this.#offers = offers;
    this.#common = common;
    this.#eventsOf = eventsOf;
    this.#present = this.#connect(false);
  }

  get present(): Connection {
    return this.#present;
  }

  get newest(): number {
    return this.#newest;
  }

  get all(): readonly Connection[] {
    return this.#fresh ? [this.#present, this.#fresh] : [this.#present];
  }

  find(number: number): Connection | undefined {
    return this.all.find((each) => each.number === number);
  }

  which(number: number): Which | null {
    return number === this.#present.number ? "present" : number === this.#fresh?.number ? "fresh" : null;
  }

  get(which: Which): Connection {
    return which === "fresh" && this.#fresh ? this.#fresh : this.#present;
  }

  attach(limits: Limits): void {
    this.#limits = limits;
    for (const connection of this.all) {
      connection.attach(limits);
    }
  }

  /** Until something may be sent, it gets ready for that. */
  hold(): void {
    this.#holds = true;
    this.show();
  }

  limit(limits: Limits): void {
    if (this.#limits) {
      this.#limits = limits;
      for (const connection of this.all) {
        connection.limit(limits);
      }
    }
  }

  /** The tracks changed. */
  show(): void {
    for (const connection of this.all) {
      if (this.#limits) {
        connection.show();
      } else if (this.#holds) {
        connection.hold();
      }
    }
  }

  configure(): void {
    for (const connection of this.all) {
      connection.configure();
    }
  }

  sendText(text: string): void {
    for (const connection of this.all) {
      connection.sendText(text);
    }
  }

  detach(): void {
    this.#limits = null;
    this.#holds = false;
    for (const connection of this.all) {
      connection.silence();
    }
  }

  /** A fresh one instead of the last fresh one. */
  begin(number: number, relayOnly: boolean): void {
    this.drop();
    this.#newest = number;
    this.#present.challenge();
    this.#fresh = this.#connect(relayOnly);
  }

  /** This one alone stays; one that is unknown changes nothing. */
  use(number: number): void {
    if (this.#fresh && number === this.#fresh.number) {
      this.#present.close();
      this.#present = this.#fresh;
      this.#fresh = null;
    } else if (number === this.#present.number) {
      this.drop();
    }
  }

  drop(): void {
    this.#fresh?.close();
    this.#fresh = null;
  }

  startOver(): void {
    this.close();
    this.#fresh = null;
    this.#newest = 1;
    this.#present = this.#connect(false);
  }

  close(afterMs = 0): void {
    for (const connection of this.all) {
      connection.close(afterMs);
    }
  }

  #connect(relayOnly: boolean): Connection {
    const number = this.#newest;
    const role = { offers: this.#offers, relayOnly };
    const connection = new Connection(number, role, this.#common, this.#eventsOf(number));
    if (this.#limits) {
      connection.attach(this.#limits);
    } else if (this.#holds) {
      connection.hold();
    }
    return connection;
  }
}
