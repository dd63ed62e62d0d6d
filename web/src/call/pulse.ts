import { asObject, isNumber, parseObject } from "./messages";
import type { Timers } from "./platform";
import { GETS_NOTHING, type Gets } from "./reception";

const BEAT_MS = 500;
/** Without a beat for this long the connection is asked whether anything else arrives. */
const DOUBT_MS = 900;
const STALLED_MS = 1_500;
/** A page in the background is woken about once a second, some once a minute. */
const STALLED_HIDDEN_MS = 8_000;
/** The browser itself is in doubt. */
const SECOND_CHANCE_MS = 700;
/** Between two beats of a page that is awake, at most. */
const ASLEEP_MS = 3_000;

/** How the one who says it fares: goes along with every beat. */
export type Said = {
  readonly gets: Gets;
  /** The share that keeps getting lost on the way to it: 0 to 1. */
  readonly lost: number;
  /** The camera is on and not sent: the network takes sound alone. */
  readonly paused: boolean;
  /** The page is in the background. */
  readonly hidden: boolean;
};

export const SAID_NOTHING: Said = { gets: GETS_NOTHING, lost: 0, paused: false, hidden: false };

export type PulseEvents = {
  /** Unreliable and at once, or not at all. */
  send(text: string): void;
  /** How much has arrived so far, in whatever unit. */
  received(): Promise<number>;
  /** For the first time, or again after a doubt, a beat went there and its echo came back. */
  carries(): void;
  stalled(): void;
  says(): Said;
  told(said: Said): void;
  /** This page slept: nothing it knows is of now. */
  woke(): void;
};

/**
 * Tells whether a connection carries anything, far sooner than the browser does.
 *
 * Both ends send a numbered beat and the number heard last. What else arrives counts as well, so that a lost or late
 * beat is no alarm.
 */
export class Pulse {
  readonly #timers: Timers;
  readonly #events: PulseEvents;
  #sent = 0;
  #heard = 0;
  /** When something arrived last; null before the first beat. */
  #aliveAt: number | null = null;
  #received: number | null = null;
  #otherHidden = false;
  #stalled = false;
  /** An echo of this beat or a later one proves both ways. */
  #proof: number | null = 1;
  #tickedAt: number;
  #stopped = false;
  #cancel: () => void;

  constructor(timers: Timers, events: PulseEvents) {
    this.#timers = timers;
    this.#events = events;
    this.#tickedAt = timers.now();
    this.#cancel = timers.after(BEAT_MS, () => this.#tick());
  }

  hear(text: string): void {
    const fields = parseObject(text);
    if (!isNumber(fields?.["beat"]) || !isNumber(fields["echo"])) {
      return;
    }
    this.#heard = Math.max(this.#heard, fields["beat"]);
    const said = parseSaid(fields);
    this.#otherHidden = said.hidden;
    this.#events.told(said);
    this.#aliveAt = this.#timers.now();
    if (this.#proof !== null && fields["echo"] >= this.#proof) {
      this.#proof = null;
      this.#stalled = false;
      this.#events.carries();
    }
  }

  /** Says whether it carries anew. */
  challenge(): void {
    this.#proof = this.#sent + 1;
  }

  /** The browser lost contact: not much more patience. */
  doubt(): void {
    if (this.#aliveAt !== null) {
      this.#aliveAt = Math.min(this.#aliveAt, this.#timers.now() - this.#patience() + SECOND_CHANCE_MS);
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel();
  }

  #tick(): void {
    this.#cancel = this.#timers.after(BEAT_MS, () => this.#tick());
    const now = this.#timers.now();
    const slept = now - this.#tickedAt >= ASLEEP_MS;
    this.#tickedAt = now;
    this.#beat();
    if (slept && this.#aliveAt !== null) {
      this.#aliveAt = now;
      this.#events.woke();
    } else if (this.#aliveAt !== null && now - this.#aliveAt >= DOUBT_MS) {
      void this.#look();
    } else {
      this.#received = null;
    }
  }

  #beat(): void {
    this.#sent += 1;
    this.#events.send(JSON.stringify({ beat: this.#sent, echo: this.#heard, ...this.#events.says() }));
  }

  async #look(): Promise<void> {
    const received = await this.#events.received();
    if (this.#received !== null && received > this.#received) {
      this.#aliveAt = this.#timers.now();
    }
    this.#received = received;
    const silent = this.#aliveAt !== null && this.#timers.now() - this.#aliveAt >= this.#patience();
    if (silent && !this.#stalled && !this.#stopped) {
      this.#stalled = true;
      this.#proof = this.#sent + 1;
      this.#events.stalled();
    }
  }

  #patience(): number {
    return this.#otherHidden || this.#events.says().hidden ? STALLED_HIDDEN_MS : STALLED_MS;
  }
}

function parseSaid(fields: Readonly<Record<string, unknown>>): Said {
  const gets = asObject(fields["gets"]);
  return {
    gets: { audio: flag(gets?.["audio"]), video: flag(gets?.["video"]) },
    lost: isNumber(fields["lost"]) ? fields["lost"] : 0,
    paused: fields["paused"] === true,
    hidden: fields["hidden"] === true,
  };
}

function flag(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}
