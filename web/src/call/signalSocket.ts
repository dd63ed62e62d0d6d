import type { Pace } from "./callState";
import { retryAfterMs } from "./closeCodes";
import { type ClientMessage, parseServerMessage, type ServerMessage } from "./messages";
import type { Platform, SocketLike } from "./platform";
import type { PeerId } from "./types";

const FIRST_DELAY_MS = 300;
/** A server that is back is found within three seconds. */
const LONGEST_DELAY_MS = 3_000;
const SLOW_DELAY_MS = 6_000;
/** From opening the socket to `welcome`. */
const WELCOME_WITHIN_MS = 10_000;
/** Together less than the ten seconds in which a dead line has to be noticed. */
const PING_EVERY_MS = 5_000;
const ANSWER_WITHIN_MS = 4_000;
/** A socket opened this recently has its chance still. */
const YOUNG_MS = 3_000;
/** What browsers report when a connection broke without a close frame. */
const BROKEN = 1006;
const OPEN = 1;

export type SignalSocketEvents = {
  message(message: ServerMessage): void;
  /** `welcomed`: the socket that closed had been let in. */
  closed(code: number, welcomed: boolean): void;
};

/**
 * The page's line to the server. Opens a new WebSocket whenever told to, numbers them (`n`), and notices by its
 * own ping when one is dead: after a network switch no event tells so. Decides nothing about the call.
 */
export class SignalSocket {
  readonly #url: string;
  readonly #platform: Platform;
  readonly #events: SignalSocketEvents;
  #socket: SocketLike | null = null;
  #peer: PeerId = "";
  #n = 0;
  #attempts = 0;
  /** When to come back, as the server that closed the last socket asked; null: it did not. */
  #hintMs: number | null = null;
  #openedAt = 0;
  #welcomed = false;
  #waitsForUse = false;
  #cancelConnect: (() => void) | null = null;
  #cancelPing: (() => void) | null = null;
  #cancelDeadline: (() => void) | null = null;

  constructor(url: string, platform: Platform, events: SignalSocketEvents) {
    this.#url = url;
    this.#platform = platform;
    this.#events = events;
  }

  /** Replaces the present socket, if any, by a new one at the given pace. */
  connect(peer: PeerId, pace: Pace): void {
    this.#release()?.close();
    this.#cancelConnect?.();
    this.#cancelConnect = null;
    if (peer !== this.#peer) {
      this.#peer = peer;
      this.#n = 0;
      this.#attempts = 0;
    }
    this.#waitsForUse = pace === "whenUsed";
    if (pace === "now") {
      this.#open();
    } else if (pace !== "whenUsed") {
      this.#cancelConnect = this.#platform.after(this.#delay(pace), () => this.#open());
    }
  }

  /** Drops the message where no socket is open: nothing that matters relies on a single send. */
  send(message: ClientMessage): void {
    if (this.#socket?.readyState === OPEN) {
      this.#socket.send(JSON.stringify(message));
    }
  }

  /** The page woke up or the network is back: stop waiting, and doubt an open socket. */
  hurry(): void {
    if (this.#cancelConnect) {
      this.connect(this.#peer, "now");
    } else if (this.#welcomed) {
      this.#ping();
    }
  }

  /** A path died: this one may have died with it, and its own heartbeat would find out too late. */
  renew(): void {
    const isYoung = this.#platform.now() - this.#openedAt < YOUNG_MS;
    if (this.#cancelConnect || (this.#socket && !isYoung)) {
      this.connect(this.#peer, "now");
    }
  }

  /** The person uses this tab: an evicted one may come back. */
  used(): void {
    if (this.#waitsForUse) {
      this.connect(this.#peer, "now");
    }
  }

  /** For good, unless `connect` is called again. What was sent before still goes out. */
  close(): void {
    this.#waitsForUse = false;
    this.#cancelConnect?.();
    this.#cancelConnect = null;
    this.#release()?.close(1000);
  }

  /** Full jitter on the upper half, so that a restarted server is not met by everybody at once. */
  #delay(pace: Pace): number {
    if (this.#hintMs !== null) {
      return this.#hintMs * (1 + this.#platform.random());
    }
    const grown = Math.min(FIRST_DELAY_MS * 2 ** this.#attempts, LONGEST_DELAY_MS);
    this.#attempts += 1;
    return Math.max(grown, pace === "slow" ? SLOW_DELAY_MS : 0) * (0.5 + this.#platform.random() / 2);
  }

  #open(): void {
    this.#cancelConnect = null;
    this.#waitsForUse = false;
    this.#hintMs = null;
    this.#n += 1;
    this.#openedAt = this.#platform.now();
    const socket = this.#platform.openSocket(`${this.#url}?peer=${this.#peer}&n=${this.#n}`);
    this.#socket = socket;
    socket.onmessage = ({ data }) => this.#receive(data);
    socket.onclose = ({ code, reason }) => {
      this.#hintMs = retryAfterMs(code, reason);
      this.#lost(code);
    };
    this.#expectWithin(WELCOME_WITHIN_MS);
  }

  #receive(data: unknown): void {
    const message = typeof data === "string" ? parseServerMessage(data) : null;
    if (message?.type === "welcome") {
      this.#welcomed = true;
      this.#attempts = 0;
      this.#pingLater();
    }
    if (this.#welcomed) {
      this.#cancelDeadline?.();
      this.#cancelDeadline = null;
    }
    if (message) {
      this.#events.message(message);
    }
  }

  #pingLater(): void {
    this.#cancelPing?.();
    this.#cancelPing = this.#platform.after(PING_EVERY_MS, () => this.#ping());
  }

  #ping(): void {
    this.send({ type: "ping", t: this.#platform.now() });
    this.#expectWithin(ANSWER_WITHIN_MS);
    this.#pingLater();
  }

  #expectWithin(delayMs: number): void {
    this.#cancelDeadline?.();
    this.#cancelDeadline = this.#platform.after(delayMs, () => this.#lost(BROKEN));
  }

  #lost(code: number): void {
    const welcomed = this.#welcomed;
    this.#release()?.close();
    this.#events.closed(code, welcomed);
  }

  /** Lets go of the socket: nothing it still says counts. */
  #release(): SocketLike | null {
    const socket = this.#socket;
    if (socket) {
      socket.onmessage = null;
      socket.onclose = null;
    }
    this.#socket = null;
    this.#welcomed = false;
    this.#cancelPing?.();
    this.#cancelDeadline?.();
    this.#cancelPing = null;
    this.#cancelDeadline = null;
    return socket;
  }
}

/** Of the page's own server, without query. */
export function defaultUrl(interviewId: string): string {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  return `${scheme}://${location.host}/ws/interview/${interviewId}`;
}
