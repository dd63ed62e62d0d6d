import type { Common, ConnectionEvents } from "./connection";
import { Connections } from "./connections";
import { Conversation } from "./conversation";
import type { PairDiagnostics } from "./diagnostics";
import type { Frame, Negotiation, PeerMessage } from "./frames";
import { parseObject } from "./messages";
import { type Condition, Monitor, type MonitorEvents } from "./monitor";
import type { PairEvents } from "./pairEvents";
import { PairRecovery } from "./pairRecovery";
import type { Incoming } from "./peerLink";

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
  readonly #recovery: PairRecovery;
  #attached = false;
  #resting = false;

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
    this.#monitor = new Monitor(common, this.#monitored());
    this.#connections = new Connections(offers, common, (number) => this.#eventsOf(number));
    this.#recovery = new PairRecovery(offers, common.platform, this.#connections, {
      say: (message) => this.say(message),
      isAnswered: () => this.#conversation.isSettled,
      transport: (state) => events.transport(state),
      used: () => this.#begun(),
      doubtSocket: () => events.doubtSocket(),
    });
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
    return { measured, camera, recovery: this.#recovery.state, steps: this.#recovery.history.steps };
  }

  attach(): void {
    this.wake();
    this.#attached = true;
    this.#connections.attach(this.#monitor.limits);
    this.#monitor.start();
    this.#sayMedia();
  }

  hold(): void {
    this.#connections.hold();
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
    this.#recovery.tell({ type: "reachable" });
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

  /** Nobody has looked for long: the connection goes, on both sides, until somebody does. */
  rest(): void {
    if (!this.#attached && !this.#resting) {
      this.#conversation.send({ kind: "rest" });
      this.#rest();
    }
  }

  wake(): void {
    if (this.#resting) {
      this.#conversation.restart();
      this.#startOver();
      this.#conversation.resume();
    }
  }

  close(lingers: boolean): void {
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
      stateChanged: () => this.#recovery.report(),
      received: () => this.#events.changed(),
      broken: () => this.#recovery.broken(number),
      carries: () => this.#recovery.carries(number),
      stalled: () => this.#recovery.stalled(number),
      woke: () => {
        this.#recovery.history.note({ what: "woke" });
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
      this.#recovery.history.note({ what: alarm });
      this.#conversation.send({ kind: "again" });
    } else {
      this.#recovery.tell({ type: "lame" });
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

  /** Nothing is left of what was agreed: begin as on the first day. */
  #startOver(): void {
    this.#resting = false;
    this.#recovery.history.note({ what: "anew" });
    this.#recovery.stop();
    this.#connections.startOver();
    this.#begun();
    this.#recovery.begin();
    if (this.#attached) {
      this.#sayMedia();
    }
    this.#events.anew();
  }

  /** Another connection than before is in use. */
  #begun(): void {
    this.#monitor.restart();
    this.#events.changed();
  }

  #rest(): void {
    this.#resting = true;
    this.#recovery.rest();
    this.#connections.close(LINGER_MS);
    this.#events.changed();
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
        return this.#recovery.asked(message.lame ?? false);
      case "again":
        this.#recovery.history.note({ what: "shown-again" });
        return this.#connections.present.showAgain();
      case "use":
        return this.#recovery.use(message.link);
      case "rest":
        return this.#rest();
      case "unknown":
        return;
      default:
        return this.#describe(message.link ?? 1, message);
    }
  }

  /** The page that offers has begun a fresh connection. */
  #describe(number: number, message: Negotiation): void {
    if (!this.#offers && !this.#resting && number > this.#connections.newest) {
      this.#connections.begin(number, false);
    }
    this.#connections.find(number)?.handle(message);
  }
}
