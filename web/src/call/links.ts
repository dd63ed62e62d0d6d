import { NO_MEDIA } from "./callState";
import { Conversation } from "./conversation";
import type { Frame, PeerMessage } from "./frames";
import { type IceSettings, parseObject } from "./messages";
import { type Incoming, PeerLink, type TransportState } from "./peerLink";
import type { Platform } from "./platform";
import { Repair } from "./repair";
import { firstScale, NO_TRACKS, type Tracks } from "./sections";
import type { Media, PeerId } from "./types";

/** How long `disconnected` may last before the offering end acts, and before the other one does. */
const PATIENCE_MS = { offering: 2_500, other: 5_000 };
const REBUILD_AFTER_MS = 1_000;
const REBUILD_AT_MOST_MS = 30_000;
/** A good-bye needs a moment on the data channel before the connection may go. */
const LINGER_MS = 300;
/** By then the connection has found out how much the network takes. */
const SHARPEN_AFTER_MS = 1_500;

export type LinksEvents = {
  /** By way of the server. */
  signal(to: PeerId, data: Frame): void;
  transport(peer: PeerId, state: TransportState): void;
  media(peer: PeerId, media: Media): void;
  bye(peer: PeerId, ended: boolean): void;
  /** Streams came or went. */
  changed(): void;
};

type Entry = {
  readonly peer: PeerId;
  readonly offers: boolean;
  readonly conversation: Conversation;
  link: PeerLink;
  repair: Repair;
  incoming: Incoming | null;
  attached: boolean;
  /** Times that negotiation broke in a row. */
  breaks: number;
};

/** The links to all other pages: each a reliable conversation, the connection it negotiates, and its repair. */
export class Links {
  readonly #platform: Platform;
  readonly #ready: Promise<void>;
  readonly #events: LinksEvents;
  readonly #entries = new Map<PeerId, Entry>();
  /** Survives a closed link, so that a later one with the same page is never mistaken for it. */
  readonly #generations = new Map<PeerId, number>();
  #configuration: RTCConfiguration = {};
  #certificate: RTCCertificate | undefined;
  #tracks: Tracks = NO_TRACKS;
  #media: Media = NO_MEDIA;
  #lingers = false;

  /** `ready`: before it resolves, connections exist but negotiate nothing. */
  constructor(platform: Platform, ready: Promise<void>, events: LinksEvents) {
    this.#platform = platform;
    this.#ready = ready;
    this.#events = events;
  }

  setCertificate(certificate: RTCCertificate | undefined): void {
    this.#certificate = certificate;
  }

  setIce(ice: IceSettings): void {
    this.#configuration = {
      iceServers: [...ice.servers],
      iceTransportPolicy: ice.policy,
      bundlePolicy: "max-bundle",
      ...(this.#certificate && { certificates: [this.#certificate] }),
    };
    for (const { link } of this.#entries.values()) {
      link.configure(this.#configuration);
    }
  }

  open(peer: PeerId, offers: boolean): void {
    this.#lingers = false;
    const conversation = new Conversation((this.#generations.get(peer) ?? 0) + 1, this.#platform, {
      transmit: (frame) => this.#transmit(peer, frame),
      deliver: (message) => this.#deliver(peer, message),
      restarted: () => this.#rebuild(peer),
    });
    this.#entries.set(peer, {
      peer,
      offers,
      conversation,
      ...this.#connect(peer, offers),
      attached: false,
      breaks: 0,
    });
    this.#generations.set(peer, conversation.gen);
    conversation.resume();
  }

  close(peer: PeerId): void {
    const entry = this.#entries.get(peer);
    if (!entry) {
      return;
    }
    this.#entries.delete(peer);
    this.#generations.set(peer, entry.conversation.gen);
    entry.conversation.close();
    entry.repair.stop();
    entry.link.carry(NO_TRACKS);
    if (this.#lingers) {
      this.#platform.after(LINGER_MS, () => entry.link.close());
    } else {
      entry.link.close();
    }
    this.#events.changed();
  }

  attach(peer: PeerId): void {
    const entry = this.#entries.get(peer);
    if (entry) {
      const { link } = entry;
      entry.attached = true;
      link.scaleCamera(firstScale(this.#tracks.camera));
      link.carry(this.#tracks);
      this.#platform.after(SHARPEN_AFTER_MS, () => link.scaleCamera(1));
      entry.conversation.send({ kind: "media", media: this.#media });
    }
  }

  detach(peer: PeerId): void {
    const entry = this.#entries.get(peer);
    if (entry) {
      entry.attached = false;
      entry.link.carry(NO_TRACKS);
    }
  }

  show(tracks: Tracks, media: Media): void {
    const isNews = JSON.stringify(media) !== JSON.stringify(this.#media);
    this.#tracks = tracks;
    this.#media = media;
    for (const { attached, link, conversation } of this.#entries.values()) {
      if (attached) {
        link.carry(tracks);
        if (isNews) {
          conversation.send({ kind: "media", media });
        }
      }
    }
  }

  receive(peer: PeerId, data: unknown): void {
    this.#entries.get(peer)?.conversation.receive(data);
  }

  resume(peer: PeerId): void {
    this.#entries.get(peer)?.conversation.resume();
  }

  /** Addresses that were hidden so far may be used now. */
  restartIce(): void {
    for (const { link } of this.#entries.values()) {
      link.restartIce();
    }
  }

  /** Tells every page directly, in case the server is away; links closed next stay up just long enough. */
  sayBye(ended = false): void {
    for (const { conversation, link } of this.#entries.values()) {
      link.carry(NO_TRACKS);
      conversation.send({ kind: "bye", ...(ended && { ended }) });
    }
    this.#lingers = true;
  }

  incoming(peer: PeerId): Incoming | null {
    return this.#entries.get(peer)?.incoming ?? null;
  }

  #connect(peer: PeerId, offers: boolean): Pick<Entry, "link" | "repair" | "incoming"> {
    const connection = this.#platform.createConnection(this.#configuration);
    const newStream = (tracks: MediaStreamTrack[]) => this.#platform.mediaStream(tracks);
    const link = new PeerLink(offers, connection, this.#ready, newStream, {
      send: (message) => this.#current(peer, link)?.conversation.send(message),
      channelText: (text) => this.#current(peer, link)?.conversation.receive(parseObject(text)),
      stateChanged: (state) => this.#stateChanged(peer, link, state),
      incoming: (streams) => this.#received(peer, link, streams),
      broken: () => this.#broken(peer, link),
    });
    const patience = offers ? PATIENCE_MS.offering : PATIENCE_MS.other;
    return { link, repair: new Repair(this.#platform, patience, () => link.restartIce()), incoming: null };
  }

  #stateChanged(peer: PeerId, link: PeerLink, state: TransportState): void {
    const entry = this.#current(peer, link);
    if (entry) {
      entry.repair.observe(state);
      entry.breaks = state === "connected" ? 0 : entry.breaks;
      this.#events.transport(peer, state);
    }
  }

  #received(peer: PeerId, link: PeerLink, streams: Incoming): void {
    const entry = this.#current(peer, link);
    if (entry) {
      entry.incoming = streams;
      this.#events.changed();
    }
  }

  /** A fresh connection in a fresh generation; the other end follows. Not at once: the cause may still be there. */
  #broken(peer: PeerId, link: PeerLink): void {
    const broken = this.#current(peer, link);
    if (!broken) {
      return;
    }
    const delay = Math.min(REBUILD_AFTER_MS * 2 ** broken.breaks, REBUILD_AT_MOST_MS);
    broken.breaks += 1;
    this.#platform.after(delay, () => {
      const entry = this.#current(peer, link);
      if (entry) {
        entry.conversation.restart();
        this.#rebuild(peer);
        entry.conversation.resume();
      }
    });
  }

  #rebuild(peer: PeerId): void {
    const entry = this.#entries.get(peer);
    if (!entry) {
      return;
    }
    entry.repair.stop();
    entry.link.close();
    Object.assign(entry, this.#connect(peer, entry.offers));
    this.#events.transport(peer, "new");
    this.#events.changed();
    if (entry.attached) {
      this.attach(peer);
    }
  }

  /** The entry, unless this link is no longer the one in use. */
  #current(peer: PeerId, link: PeerLink): Entry | null {
    const entry = this.#entries.get(peer);
    return entry?.link === link ? entry : null;
  }

  /** On every open path; the numbers sort out what arrives twice. */
  #transmit(peer: PeerId, frame: Frame): void {
    this.#entries.get(peer)?.link.sendText(JSON.stringify(frame));
    this.#events.signal(peer, frame);
  }

  #deliver(peer: PeerId, message: PeerMessage): void {
    if (message.kind === "media") {
      this.#events.media(peer, message.media);
    } else if (message.kind === "bye") {
      this.#events.bye(peer, message.ended ?? false);
    } else {
      this.#entries.get(peer)?.link.handle(message);
    }
  }
}
