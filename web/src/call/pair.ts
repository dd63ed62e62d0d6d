import type { Common, ConnectionEvents } from "./connection";
import { Connections } from "./connections";
import { Conversation } from "./conversation";
import type { PairDiagnostics } from "./diagnostics";
import type { Frame, Negotiation, PeerMessage } from "./frames";
import { parseObject } from "./messages";
import { type Condition, Monitor, type MonitorEvents } from "./monitor";
import type { PairEvents } from "./pairEvents";
import type { Incoming, TransportState } from "./peerLink";
import { transportOf } from "./recovery";
import { RecoveryHistory } from "./recoveryHistory";
import { type RecoveryAction, type RecoveryNews, RecoveryRunner } from "./recoveryRunner";

/** A good-bye needs a moment on the data channel before the connection may go. */
const LINGER_MS = 300;

/** This page and one other: a reliable conversation, the connection that it negotiates, and the way back to it. */
export class Pair {
  readonly #offers: boolean;
  readonly #common: Common;
  readonly #events: PairEvents;
  readonly #conversation: Conversation;
  readonly #connections: Connections;
  readonly #monitor: Monitor;
  readonly #recovery: RecoveryRunner;
  readonly #history: RecoveryHistory;
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
      confirmed: (message) => message.kind === "chat" && events.chatArrived(message.id),
      restarted: () => this.#startOver(),
    });
    this.#history = new RecoveryHistory(common.platform);
    this.#recovery = new RecoveryRunner(
      offers,
      common.platform,
      this.#history,
      () => this.#conversation.isSettled,
      (action) => this.#perform(action),
    );
    this.#monitor = new Monitor(common, this.#monitored());
    this.#connections = new Connections(offers, common, (number) => this.#eventsOf(number));
  }

  get gen(): number {
    return this.#conversation.gen;
  }

  get incoming(): Incoming | null {
    return this.#connections.present.incoming;
  }

  get condition(): Condition {
    return this.#monitor.condition;
  }

  get diagnostics(): Omit<PairDiagnostics, "verdict"> {
    const { measured, camera } = this.#monitor;
    return { measured, camera, recovery: this.#recovery.state, steps: this.#history.steps };
  }

  attach(): void {
    this.#attached = true;
    this.#connections.attach(this.#monitor.limits);
    this.#monitor.start();
    this.#sayMedia();
  }

  detach(): void {
    this.#attached = false;
    this.#monitor.stop();
    this.#connections.detach();
  }

  /** The tracks changed, or (`isNews`) also what is said of them. */
  show(isNews: boolean): void {
    this.#connections.show();
    if (isNews && this.#attached) {
      this.#sayMedia();
    }
  }

  receive(data: unknown): void {
    this.#conversation.receive(data);
  }

  /** The other page is there: say where we stand, and look for a way if there is none. */
  resume(): void {
    this.#conversation.resume();
    this.#recover({ type: "reachable" });
  }

  /** Addresses that were hidden so far may be used now. */
  restartIce(): void {
    this.#connections.present.restartIce();
  }

  configure(): void {
    this.#connections.configure();
  }

  say(message: PeerMessage): void {
    this.#conversation.send(message);
  }

  sayBye(ended: boolean): void {
    this.#connections.detach();
    this.#conversation.send({ kind: "bye", ...(ended && { ended }) });
  }

  close(lingers: boolean): void {
    this.#closed = true;
    this.#conversation.close();
    this.#recovery.stop();
    this.#monitor.stop();
    this.#connections.detach();
    this.#connections.close(lingers ? LINGER_MS : 0);
  }

  #eventsOf(number: number): ConnectionEvents {
    return {
      negotiate: (message) => this.#negotiate(number, message),
      text: (text) => this.#conversation.receive(parseObject(text)),
      stateChanged: () => this.#report(),
      received: () => this.#events.changed(),
      broken: () => this.#broken(number),
      carries: () => this.#carries(number),
      stalled: () => this.#stalled(number),
      woke: () => {
        this.#history.note({ what: "woke" });
        this.#events.doubtSocket();
      },
      says: () => this.#monitor.says(),
      told: (said) => this.#monitor.told(said),
      agreed: (own, theirs) => this.#events.agreed(own, theirs),
    };
  }

  #monitored(): MonitorEvents {
    return {
      read: () => this.#connections.present.read(),
      promised: () => this.#events.promised(),
      limit: (limits) => this.#connections.limit(limits),
      alarm: (alarm) => this.#alarm(alarm),
      changed: () => this.#events.changed(),
    };
  }

  #alarm(alarm: "again" | "lame"): void {
    if (alarm === "again") {
      this.#history.note({ what: alarm });
      this.#conversation.send({ kind: "again" });
    } else {
      this.#recover({ type: "lame" });
    }
  }

  #sayMedia(): void {
    this.#conversation.send({ kind: "media", media: this.#common.media });
  }

  #negotiate(number: number, message: Negotiation): void {
    if (this.#connections.find(number)) {
      this.#conversation.send({ ...message, ...(number > 1 && { link: number }) });
    }
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
      this.#recover({ type: "stalled" });
    }
  }

  #carries(number: number): void {
    const which = this.#connections.which(number);
    if (which) {
      this.#carried = true;
      this.#recover({ type: "carries", which });
    }
  }

  #recover(news: RecoveryNews): void {
    if (!this.#closed) {
      this.#recovery.tell(news);
      this.#report();
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
        return this.#conversation.send({ kind: "recover", ...(action.lame && { lame: true }) });
      case "renewSocket":
        return this.#events.doubtSocket();
      case "use": {
        const { number } = this.#connections.get(action.which);
        this.#conversation.send({ kind: "use", link: number });
        return this.#use(number);
      }
    }
  }

  #use(number: number): void {
    const which = this.#connections.which(number);
    if (which) {
      this.#history.note({ what: "used", which });
      this.#connections.use(number);
      this.#monitor.restart();
      this.#events.changed();
      this.#recover({ type: "decided" });
    }
  }

  /** The other page forgot all that we agreed: begin as on the first day. */
  #startOver(): void {
    this.#history.note({ what: "anew" });
    this.#recovery.stop();
    this.#carried = false;
    this.#connections.startOver();
    this.#monitor.restart();
    this.#events.changed();
    this.#report();
    if (this.#attached) {
      this.#sayMedia();
    }
    this.#events.anew();
  }

  #report(): void {
    const state = transportOf(this.#recovery.state, this.#carried, this.#connections.present.state);
    if (state !== this.#reported && !this.#closed) {
      this.#reported = state;
      this.#events.transport(state);
    }
  }

  /** On every open path; the numbers sort out what arrives twice. */
  #transmit(frame: Frame): void {
    this.#connections.sendText(JSON.stringify(frame));
    this.#events.signal(frame);
  }

  #deliver(message: PeerMessage): void {
    switch (message.kind) {
      case "media":
        return this.#events.media(message.media);
      case "bye":
        return this.#events.bye(message.ended ?? false);
      case "chat":
        return this.#events.chat(message);
      case "commit":
      case "reveal":
        return this.#events.prove(message);
      case "recover":
        // Only the page that offers begins another.
        return this.#offers ? this.#recover({ type: "asked", lame: message.lame ?? false }) : undefined;
      case "again":
        this.#history.note({ what: "shown-again" });
        return this.#connections.present.showAgain();
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
