import { cleanText } from "./chatText";
import { asObject, isNumber, parseMedia } from "./messages";
import type { Media } from "./types";
import { isProofText, type Proof } from "./verification";

/** What negotiates one connection of a pair. */
export type Negotiation =
  | {
      readonly kind: "description";
      readonly description: { readonly type: "offer" | "answer"; readonly sdp: string };
    }
  | { readonly kind: "candidate"; readonly candidate: RTCIceCandidateInit }
  /** The side that does not offer asks for an ICE restart. */
  | { readonly kind: "restart" };

/** What two pages tell each other; the server relays it unread. */
export type PeerMessage =
  /** `link`: which connection of this pair, the first if absent. */
  | (Negotiation & { readonly link?: number })
  /** The side that does not offer gets nothing through the connection, or (`lame`) not all: it asks for another. */
  | { readonly kind: "recover"; readonly lame?: true }
  /** Sound or picture that you say you send does not arrive, although the connection carries. */
  | { readonly kind: "again" }
  /** The side that offers has chosen this connection; all others go. */
  | { readonly kind: "use"; readonly link: number }
  /** Nobody looks at this page: the connection goes until either page begins anew. */
  | { readonly kind: "rest" }
  | { readonly kind: "media"; readonly media: Media }
  /** What the person wrote; `id` counts what this page said, so that nothing is shown twice. */
  | { readonly kind: "chat"; readonly id: number; readonly text: string }
  /** For the words that both people compare. */
  | Proof
  /** `ended`: the office has ended the call for everyone. */
  | { readonly kind: "bye"; readonly ended?: true }
  /** Something of a newer page: numbered and acknowledged like the rest, otherwise ignored. */
  | { readonly kind: "unknown" };

/**
 * One numbered message, or (with `seq` 0) none at all.
 *
 * `gen` counts the conversations of this pair of pages and is shared by both: the higher one holds.
 * `ack` is the last number received without a gap. `sync` asks the other to repeat what is unacknowledged.
 */
export type Frame = {
  readonly gen: number;
  readonly seq: number;
  readonly ack: number;
  readonly sync?: true;
  readonly body?: PeerMessage;
};

const UNKNOWN: PeerMessage = { kind: "unknown" };

export function parseFrame(data: unknown): Frame | null {
  const fields = asObject(data);
  if (!fields || !isCount(fields["gen"]) || !isCount(fields["seq"]) || !isCount(fields["ack"])) {
    return null;
  }
  const { gen, seq, ack } = fields;
  return {
    gen,
    seq,
    ack,
    ...(fields["sync"] === true && { sync: true as const }),
    ...(seq > 0 && { body: parseBody(fields["body"]) }),
  };
}

function parseBody(value: unknown): PeerMessage {
  const fields = asObject(value);
  switch (fields?.["kind"]) {
    case "description": {
      const { type, sdp } = asObject(fields["description"]) ?? {};
      const known = (type === "offer" || type === "answer") && typeof sdp === "string";
      return known ? { kind: "description", description: { type, sdp }, ...linkOf(fields) } : UNKNOWN;
    }
    case "candidate":
      return { kind: "candidate", candidate: asObject(fields["candidate"]) ?? {}, ...linkOf(fields) };
    case "restart":
      return { kind: "restart", ...linkOf(fields) };
    case "recover":
      return { kind: "recover", ...(fields["lame"] === true && { lame: true as const }) };
    case "again":
    case "rest":
      return { kind: fields["kind"] };
    case "use":
      return isCount(fields["link"]) ? { kind: "use", link: fields["link"] } : UNKNOWN;
    case "media":
      return { kind: "media", media: parseMedia(fields["media"]) };
    case "chat":
      return parseChat(fields);
    case "commit":
      return isProofText(fields["hash"]) ? { kind: "commit", hash: fields["hash"] } : UNKNOWN;
    case "reveal":
      return isProofText(fields["nonce"]) ? { kind: "reveal", nonce: fields["nonce"] } : UNKNOWN;
    case "bye":
      return { kind: "bye", ...(fields["ended"] === true && { ended: true as const }) };
    default:
      return UNKNOWN;
  }
}

function parseChat({ id, text }: Readonly<Record<string, unknown>>): PeerMessage {
  const clean = typeof text === "string" ? cleanText(text) : "";
  return isCount(id) && clean !== "" ? { kind: "chat", id, text: clean } : UNKNOWN;
}

function linkOf(fields: Readonly<Record<string, unknown>>): { link?: number } {
  return isCount(fields["link"]) ? { link: fields["link"] } : {};
}

function isCount(value: unknown): value is number {
  return isNumber(value) && Number.isSafeInteger(value) && value >= 0;
}
