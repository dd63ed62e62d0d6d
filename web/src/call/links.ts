import { NO_MEDIA } from "./callState";
import { Chat } from "./chat";
import type { Common } from "./connection";
import type { PairDiagnostics } from "./diagnostics";
import type { Frame } from "./frames";
import type { IceSettings } from "./messages";
import { type Condition, NO_CONDITION } from "./monitor";
import { Pair } from "./pair";
import type { Incoming, TransportState } from "./peerLink";
import type { Platform } from "./platform";
import { NO_TRACKS, type Tracks } from "./sections";
import type { Media, PeerId, Person } from "./types";
import { Verification } from "./verification";

export type LinksEvents = {
  /** By way of the server. */
  signal(to: PeerId, data: Frame): void;
  transport(peer: PeerId, state: TransportState): void;
  media(peer: PeerId, media: Media): void;
  /** What they say they show. */
  promised(peer: PeerId): Media;
  personOf(peer: PeerId): Person | undefined;
  /** This page is in the call, or about to be. */
  pressed(): boolean;
  bye(peer: PeerId, ended: boolean): void;
  /** Streams came or went. */
  changed(): void;
  /** A path died, or the page slept: the line to the server may have died with it. */
  doubtSocket(): void;
};

/** After this long in the background a page that is not in the call keeps no connection warm. */
const REST_AFTER_MS = 300_000;

/** The links to all other pages. */
export class Links {
  readonly chat: Chat;
  readonly #events: LinksEvents;
  readonly #common: Common;
  readonly #pairs = new Map<PeerId, Pair>();
  readonly #verifications = new Map<PeerId, Verification>();
  /** Whom we send to. */
  readonly #audience = new Set<PeerId>();
  /** Survives a closed link, so that a later one with the same page is never mistaken for it. */
  readonly #generations = new Map<PeerId, number>();
  #certificate: RTCCertificate | undefined;
  #lingers = false;
  #cancelRest: () => void = () => undefined;

  /** `ready`: before it resolves, connections exist but negotiate nothing. */
  constructor(platform: Platform, ready: Promise<void>, events: LinksEvents) {
    this.#events = events;
    this.#common = { platform, ready, configuration: {}, audience: 0, tracks: NO_TRACKS, media: NO_MEDIA };
    this.chat = new Chat({
      now: () => platform.now(),
      send: (peer, body) => this.#pairs.get(peer)?.say(body),
      personOf: (peer) => events.personOf(peer),
      changed: () => events.changed(),
    });
  }

  setCertificate(certificate: RTCCertificate | undefined): void {
    this.#certificate = certificate;
  }

  setIce(ice: IceSettings): void {
    this.#common.configuration = {
      iceServers: [...ice.servers],
      iceTransportPolicy: ice.policy,
      bundlePolicy: "max-bundle",
      ...(this.#certificate && { certificates: [this.#certificate] }),
    };
    for (const pair of this.#pairs.values()) {
      pair.configure();
    }
  }

  open(peer: PeerId, offers: boolean): void {
    this.#lingers = false;
    const gen = (this.#generations.get(peer) ?? 0) + 1;
    const pair = new Pair(offers, gen, this.#common, {
      signal: (frame) => this.#events.signal(peer, frame),
      transport: (state) => this.#events.transport(peer, state),
      media: (media) => this.#events.media(peer, media),
      promised: () => this.#events.promised(peer),
      bye: (ended) => this.#events.bye(peer, ended),
      chat: (body) => this.chat.hear(peer, body),
      chatArrived: (id) => this.chat.arrived(peer, id),
      prove: (proof) => this.#verifications.get(peer)?.hear(proof),
      agreed: (own, theirs) => this.#verifications.get(peer)?.know(own, theirs),
      anew: () => {
        this.#verify(peer);
        this.chat.repeat(peer);
        this.restLater();
      },
      changed: () => this.#events.changed(),
      doubtSocket: () => this.#events.doubtSocket(),
    });
    this.#generations.set(peer, gen);
    this.#pairs.set(peer, pair);
    this.#verify(peer);
    pair.resume();
    this.restLater();
  }

  close(peer: PeerId): void {
    const pair = this.#pairs.get(peer);
    if (pair) {
      this.#forget(peer);
      this.#pairs.delete(peer);
      this.#verifications.get(peer)?.stop();
      this.#generations.set(peer, pair.gen);
      pair.close(this.#lingers);
      this.#events.changed();
    }
  }

  attach(peer: PeerId): void {
    this.#audience.add(peer);
    this.#common.audience = this.#audience.size;
    this.#pairs.get(peer)?.attach();
    this.chat.enter(peer);
  }

  /** This person has pressed, they have not: the camera gets ready, and nothing goes out. */
  hold(peer: PeerId): void {
    this.detach(peer);
    this.#pairs.get(peer)?.hold();
  }

  detach(peer: PeerId): void {
    this.#forget(peer);
    this.#pairs.get(peer)?.detach();
  }

  show(tracks: Tracks, media: Media): void {
    const isNews = JSON.stringify(media) !== JSON.stringify(this.#common.media);
    Object.assign(this.#common, { tracks, media });
    for (const pair of this.#pairs.values()) {
      pair.show(isNews);
    }
  }

  receive(peer: PeerId, data: unknown): void {
    this.#pairs.get(peer)?.receive(data);
  }

  resume(peer: PeerId): void {
    this.#pairs.get(peer)?.resume();
  }

  /** Addresses that were hidden so far may be used now. */
  restartIce(): void {
    for (const pair of this.#pairs.values()) {
      pair.restartIce();
    }
  }

  /** If this page is in the background and stays there. */
  restLater(): void {
    const { platform } = this.#common;
    this.#cancelRest();
    this.#cancelRest = platform.after(REST_AFTER_MS, () => {
      const isIdle = platform.hidden && !this.#events.pressed();
      for (const pair of isIdle ? this.#pairs.values() : []) {
        pair.rest();
      }
    });
  }

  wake(): void {
    this.#cancelRest();
    for (const pair of this.#pairs.values()) {
      pair.wake();
    }
  }

  /** Tells every page directly, in case the server is away; links closed next stay up just long enough. */
  sayBye(ended = false): void {
    for (const pair of this.#pairs.values()) {
      pair.sayBye(ended);
    }
    this.#lingers = true;
  }

  incoming(peer: PeerId): Incoming | null {
    return this.#pairs.get(peer)?.incoming ?? null;
  }

  condition(peer: PeerId): Condition {
    return this.#pairs.get(peer)?.condition ?? NO_CONDITION;
  }

  diagnostics(peer: PeerId): PairDiagnostics | null {
    const pair = this.#pairs.get(peer);
    return pair ? { ...pair.diagnostics, verdict: this.#verifications.get(peer)?.verdict ?? null } : null;
  }

  /** From the first promise on. */
  #verify(peer: PeerId): void {
    const { platform } = this.#common;
    this.#verifications.get(peer)?.stop();
    const verification = new Verification({
      send: (proof) => this.#pairs.get(peer)?.say(proof),
      nonce: () => platform.nonce(),
      digest: (bytes) => platform.digest(bytes),
    });
    this.#verifications.set(peer, verification);
  }

  #forget(peer: PeerId): void {
    this.#audience.delete(peer);
    this.#common.audience = this.#audience.size;
    this.chat.leave(peer);
  }
}
