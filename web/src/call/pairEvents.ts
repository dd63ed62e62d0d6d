import type { ChatBody } from "./chat";
import type { Frame } from "./frames";
import type { TransportState } from "./peerLink";
import type { Media } from "./types";
import type { Proof } from "./verification";

/** What a pair of pages tells of itself. */
export type PairEvents = {
  /** By way of the server. */
  signal(frame: Frame): void;
  transport(state: TransportState): void;
  media(media: Media): void;
  /** What they say they show. */
  promised(): Media;
  bye(ended: boolean): void;
  chat(body: ChatBody): void;
  prove(proof: Proof): void;
  /** A connection was agreed on, with these fingerprints. */
  agreed(own: string | null, theirs: string | null): void;
  /** The other page has this message of ours. */
  chatArrived(id: number): void;
  /** The other page forgot all that we agreed: what it had not confirmed is lost. */
  anew(): void;
  /** Streams came or went. */
  changed(): void;
  /** A path died, or the page slept: the line to the server may have died with it. */
  doubtSocket(): void;
};
