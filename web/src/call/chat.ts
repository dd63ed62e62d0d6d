import { cleanText } from "./chatText";
import type { PeerMessage } from "./frames";
import type { ChatMessage, PeerId, Person } from "./types";

export type ChatBody = Extract<PeerMessage, { kind: "chat" }>;

export type ChatEvents = {
  now(): number;
  send(peer: PeerId, body: ChatBody): void;
  /** Whose page a peer is, as pinned: never what a message says. */
  personOf(peer: PeerId): Person | undefined;
  changed(): void;
};

/** Older ones go. */
const MOST_KEPT = 500;
/** What a page that is away has not acknowledged is repeated to it all at once. */
const MOST_WAITING = 50;
/** Said by someone of whose Start Call we have not heard yet. */
const MOST_EARLY = 50;

type Entry = Omit<ChatMessage, "fate"> & { readonly waiting: readonly PeerId[]; readonly reached: boolean };

/**
 * What the people in the call write to each other. It lives in this page alone, and only those who are in the call
 * get it.
 *
 * The conversation of a pair delivers once and in order while it lasts; what it had not delivered when it began anew
 * is sent again here, and the receiver knows by the number what it already has.
 */
export class Chat {
  readonly #events: ChatEvents;
  readonly #inside = new Set<PeerId>();
  /** The largest number heard of each page. */
  readonly #heard = new Map<PeerId, number>();
  readonly #early = new Map<PeerId, ChatBody[]>();
  #entries: readonly Entry[] = [];
  #messages: readonly ChatMessage[] = [];
  #count = 0;

  constructor(events: ChatEvents) {
    this.#events = events;
  }

  /** Oldest first. */
  get messages(): readonly ChatMessage[] {
    return this.#messages;
  }

  /** False: it was not sent, because it is empty, nobody is in the call, or too much has yet to arrive. */
  say(text: string): boolean {
    const clean = cleanText(text);
    const waiting = [...this.#inside];
    const isBusy = waiting.some((peer) => this.#waitingFor(peer).length >= MOST_WAITING);
    if (clean === "" || waiting.length === 0 || isBusy) {
      return false;
    }
    const id = this.#add(null, clean, waiting);
    for (const peer of waiting) {
      this.#events.send(peer, { kind: "chat", id, text: clean });
    }
    return true;
  }

  hear(peer: PeerId, body: ChatBody): void {
    if (this.#inside.has(peer)) {
      this.#take(peer, body);
    } else {
      const early = this.#early.get(peer) ?? [];
      this.#early.set(peer, [...early, body].slice(0, MOST_EARLY));
    }
  }

  /** The page has it. */
  arrived(peer: PeerId, id: number): void {
    this.#change((entry) =>
      entry.id === id && entry.waiting.includes(peer)
        ? { ...entry, waiting: entry.waiting.filter((each) => each !== peer), reached: true }
        : entry,
    );
  }

  /** Both this page and that one are in the call. */
  enter(peer: PeerId): void {
    this.#inside.add(peer);
    for (const body of this.#early.get(peer) ?? []) {
      this.#take(peer, body);
    }
    this.#early.delete(peer);
    this.repeat(peer);
    this.#change((entry) => entry);
  }

  leave(peer: PeerId): void {
    this.#early.delete(peer);
    if (this.#inside.delete(peer)) {
      this.#change((entry) => entry);
    }
  }

  /** Sends again what that page may have missed. */
  repeat(peer: PeerId): void {
    if (this.#inside.has(peer)) {
      for (const { id, text } of this.#waitingFor(peer)) {
        this.#events.send(peer, { kind: "chat", id, text });
      }
    }
  }

  #take(peer: PeerId, { id, text }: ChatBody): void {
    const from = this.#events.personOf(peer);
    if (from && id > (this.#heard.get(peer) ?? 0)) {
      this.#heard.set(peer, id);
      this.#add(from, text, []);
    }
  }

  #add(from: Person | null, text: string, waiting: readonly PeerId[]): number {
    this.#count += 1;
    const entry = { id: this.#count, from, text, at: this.#events.now(), waiting, reached: false };
    this.#entries = [...this.#entries, entry].slice(-MOST_KEPT);
    this.#change((each) => each);
    return entry.id;
  }

  #waitingFor(peer: PeerId): readonly Entry[] {
    return this.#entries.filter(({ waiting }) => waiting.includes(peer));
  }

  #change(change: (entry: Entry) => Entry): void {
    this.#entries = this.#entries.map(change);
    this.#messages = this.#entries.map((entry) => this.#shown(entry));
    this.#events.changed();
  }

  #shown({ waiting, reached, ...message }: Entry): ChatMessage {
    if (message.from) {
      return { ...message, fate: null };
    }
    const isOnItsWay = waiting.some((peer) => this.#inside.has(peer));
    return { ...message, fate: isOnItsWay ? "sending" : reached ? "delivered" : "failed" };
  }
}
