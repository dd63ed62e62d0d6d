import type { Common, ConnectionEvents } from "./connection";
import { Connections } from "./connections";
import { Conversation } from "./conversation";
import type { Frame, Negotiation, PeerMessage } from "./frames";
import { parseObject } from "./messages";
import type { Incoming, TransportState } from "./peerLink";
import {
  isFailing,
  type Recovery,
  type RecoveryEffect,
  type RecoveryEvent,
  recover,
  STEADY,
} from "./recovery";
import type { Media } from "./types";

/** Longer than this no first connection takes that will still come about by itself. */
const CONNECT_WITHIN_MS = 8_000;
/** A good-bye needs a moment on the data channel before the connection may go. */
const LINGER_MS = 300;

export type PairEvents = {
  /** By way of the server. */
  signal(frame: Frame): void;
  transport(state: TransportState): void;
  media(media: Media): void;
  bye(ended: boolean): void;
  /** Streams came or went. */
  changed(): void;
  /** A path died, or the page slept: the line to the server may have died with it. */
  doubtSocket(): void;
};

/** This page and one other: a reliable conversation, the connection that it negotiates, and the way back to it. */
export class Pair {
  readonly #offers: boolean;
  readonly #common: Common;
  readonly #events: PairEvents;
  readonly #conversation: Conversation;
  readonly #connections: Connections;
  #recovery: Recovery = STEADY;
  #cancelWait: () => void = () => undefined;
  #carried = false;
  #attached = false;
  #reported: TransportState = "new";
  #closed = false;

  constructor(offers: boolean, gen: number, common: Common, events: PairEvents) {
    this.#offers = offers;
    this.#common = common;
    this.#events = events;
    this.#conversation = new Conversation(gen, common.platform, {
      transmit: (frame) => this.#transmit(frame),
      deliver: (message) => this.#deliver(message),
      restarted: () => this.#startOver(),
    });
    this.#connections = new Connections(offers, common, (number) => this.#eventsOf(number));
  }

  get gen(): number {
    return this.#conversation.gen;
  }

  get incoming(): Incoming | null {
    return this.#connections.present.incoming;
  }

  attach(): void {
    this.#attached = true;
    this.#connections.attach();
    this.#sayMedia();
  }

  detach(): void {
    this.#attached = false;
    this.#connections.detach();
  }

  /** The tracks changed, or (`isNews`) also what is said of them. */
  show(isNews: boolean): void {
    if (!this.#attached) {
      return;
    }
    for (const connection of this.#connections.all) {
      connection.show();
    }
    if (isNews) {
      this.#sayMedia();
    }
  }

  receive(data: unknown): void {
    this.#conversation.receive(data);
  }

  /** The other page is there: say where we stand, and look for a way if there is none. */
  resume(): void {
    this.#conversation.resume();
    this.#recover({ type: "reachable", now: this.#now });
  }

  /** Addresses that were hidden so far may be used now. */
  restartIce(): void {
    this.#connections.present.restartIce();
  }

  configure(): void {
    for (const connection of this.#connections.all) {
      connection.configure();
    }
  }

  sayBye(ended: boolean): void {
    this.#connections.detach();
    this.#conversation.send({ kind: "bye", ...(ended && { ended }) });
  }

  close(lingers: boolean): void {
    this.#closed = true;
    this.#conversation.close();
    this.#cancelWait();
    this.#connections.detach();
    this.#connections.close(lingers ? LINGER_MS : 0);
  }

  get #now(): number {
    return this.#common.platform.now();
  }

  #eventsOf(number: number): ConnectionEvents {
    return {
      negotiate: (message) => this.#negotiate(number, message),
      text: (text) => this.#conversation.receive(parseObject(text)),
      stateChanged: (state) => this.#stateChanged(number, state),
      received: () => this.#events.changed(),
      broken: () => this.#broken(number),
      carries: () => this.#carries(number),
      stalled: () => this.#stalled(number),
      woke: () => this.#events.doubtSocket(),
    };
  }

  #sayMedia(): void {
    this.#conversation.send({ kind: "media", media: this.#common.media });
  }

  #negotiate(number: number, message: Negotiation): void {
    if (this.#connections.find(number)) {
      this.#conversation.send({ ...message, ...(number > 1 && { link: number }) });
    }
  }

  #stateChanged(number: number, state: TransportState): void {
    if (this.#connections.which(number) !== "present") {
      return;
    }
    if (state === "disconnected") {
      this.#connections.present.doubt();
    } else if (state === "failed") {
      this.#stalled(number);
    } else if (state === "connecting" && !this.#carried) {
      this.#common.platform.after(CONNECT_WITHIN_MS, () => this.#carried || this.#stalled(number));
    }
    this.#report();
  }

  /** A fresh connection that broke gets a successor in the next round. */
  #broken(number: number): void {
    if (this.#connections.which(number) === "fresh") {
      this.#connections.drop();
    } else {
      this.#stalled(number);
    }
  }

  #stalled(number: number): void {
    if (this.#connections.which(number) === "present") {
      this.#recover({ type: "stalled", now: this.#now });
    }
  }

  #carries(number: number): void {
    const which = this.#connections.which(number);
    if (which) {
      this.#carried = true;
      this.#recover({ type: "carries", which });
    }
  }

  #recover(event: RecoveryEvent): void {
    if (this.#closed) {
      return;
    }
    const { state, effects } = recover(this.#recovery, event, this.#offers);
    this.#recovery = state;
    for (const effect of effects) {
      this.#perform(effect);
    }
    this.#report();
  }

  #perform(effect: RecoveryEffect): void {
    switch (effect.do) {
      case "restartIce":
        return this.#connections.present.restartIce();
      case "begin":
        return this.#connections.begin(this.#connections.newest + 1, effect.relayOnly);
      case "ask":
        this.#connections.present.challenge();
        return this.#conversation.send({ kind: "recover" });
      case "renewSocket":
        return this.#events.doubtSocket();
      case "use": {
        const { number } = this.#connections.get(effect.which);
        this.#conversation.send({ kind: "use", link: number });
        return this.#use(number);
      }
      case "wait":
        return this.#wait(effect.ms, effect.round);
    }
  }

  #wait(ms: number, round: number): void {
    this.#cancelWait();
    this.#cancelWait = this.#common.platform.after(ms, () =>
      this.#recover({ type: "due", round, answered: this.#conversation.isSettled, now: this.#now }),
    );
  }

  #use(number: number): void {
    if (this.#connections.find(number)) {
      this.#connections.use(number);
      this.#cancelWait();
      this.#events.changed();
      this.#recover({ type: "decided" });
    }
  }

  /** The other page forgot all that we agreed: begin as on the first day. */
  #startOver(): void {
    this.#cancelWait();
    this.#recovery = STEADY;
    this.#carried = false;
    this.#connections.startOver();
    this.#events.changed();
    this.#report();
    if (this.#attached) {
      this.#sayMedia();
    }
  }

  #report(): void {
    const state = this.#state();
    if (state !== this.#reported && !this.#closed) {
      this.#reported = state;
      this.#events.transport(state);
    }
  }

  /** What the pulse says is truer than what the browser has noticed. */
  #state(): TransportState {
    if (this.#recovery.tag === "searching") {
      return isFailing(this.#recovery) ? "failed" : this.#carried ? "disconnected" : "connecting";
    }
    const { state } = this.#connections.present;
    return this.#carried && state !== "closed" ? "connected" : state;
  }

  /** On every open path; the numbers sort out what arrives twice. */
  #transmit(frame: Frame): void {
    const text = JSON.stringify(frame);
    for (const connection of this.#connections.all) {
      connection.sendText(text);
    }
    this.#events.signal(frame);
  }

  #deliver(message: PeerMessage): void {
    switch (message.kind) {
      case "media":
        return this.#events.media(message.media);
      case "bye":
        return this.#events.bye(message.ended ?? false);
      case "recover":
        return this.#offers ? this.#recover({ type: "asked", now: this.#now }) : undefined;
      case "use":
        return this.#use(message.link);
      case "unknown":
        return;
      default:
        return this.#describe(message.link ?? 1, message);
    }
  }

  /** The page that offers has begun a fresh connection. */
  #describe(number: number, message: Negotiation): void {
    if (!this.#offers && number > this.#connections.newest) {
      this.#connections.begin(number, false);
    }
    this.#connections.find(number)?.handle(message);
  }
}
