import type { GoneReason, LobbyAnswer, Media, PeerId, Person, Role, Stage } from "./types";

/** What goes to the server (contract, section 5). */
export type ClientMessage =
  | { readonly type: "join"; readonly media: Media; readonly seat?: number }
  | { readonly type: "signal"; readonly to: PeerId; readonly data: unknown }
  | { readonly type: "media"; readonly media: Media }
  | { readonly type: "leave" }
  | { readonly type: "end" }
  | LobbyAnswer
  | { readonly type: "ping"; readonly t: number };

export type PeerInfo = {
  readonly peer: PeerId;
  readonly person: Person;
  readonly stage: Stage;
  readonly why: GoneReason | null;
  readonly media: Media;
};

/** Who else is there, and how to reach them: what nobody in the lobby is told. */
export type Inside = { readonly peers: readonly PeerInfo[]; readonly ice: IceSettings };

export type IceSettings = {
  readonly servers: readonly RTCIceServer[];
  readonly policy: RTCIceTransportPolicy;
};

/** What comes from the server; times are already milliseconds. */
export type ServerMessage =
  | (Inside & {
      readonly type: "welcome";
      readonly peer: PeerId;
      readonly person: Person;
      /** In the lobby; `peers` and `ice` are empty then. */
      readonly waiting: { readonly officeHere: boolean } | null;
      readonly serverTime: number;
      readonly opensAt: number;
      readonly closesAt: number;
    })
  | { readonly type: "office"; readonly here: boolean }
  | { readonly type: "held"; readonly message: string }
  | (Inside & { readonly type: "admitted" })
  | { readonly type: "refused" }
  | { readonly type: "peer"; readonly info: PeerInfo }
  | { readonly type: "joined"; readonly seat: number }
  | { readonly type: "signal"; readonly from: PeerId; readonly data: unknown }
  | { readonly type: "ice"; readonly ice: IceSettings }
  | { readonly type: "ended" }
  | { readonly type: "error"; readonly code: string }
  | { readonly type: "pong"; readonly t: number; readonly serverTime: number };

type Fields = Readonly<Record<string, unknown>>;

const ROLES: readonly string[] = ["admin", "interviewer", "student"] satisfies Role[];
const STAGES: readonly string[] = ["waiting", "here", "joined", "away", "gone"] satisfies Stage[];
const REASONS: readonly string[] = ["left", "lost", "moved", "removed"] satisfies GoneReason[];

/** Null for what this page does not know or cannot use: a newer server may say more than we understand. */
export function parseServerMessage(text: string): ServerMessage | null {
  const fields = parseObject(text);
  switch (fields?.["type"]) {
    case "welcome":
      return parseWelcome(fields);
    case "peer": {
      const info = parsePeer(fields);
      return info && { type: "peer", info };
    }
    case "office":
      return { type: "office", here: fields["here"] === true };
    case "held":
      return { type: "held", message: isText(fields["message"]) ? fields["message"] : "" };
    case "admitted":
      return { type: "admitted", ...parseInside(fields) };
    case "refused":
      return { type: "refused" };
    case "joined":
      return isNumber(fields["seat"]) ? { type: "joined", seat: fields["seat"] } : null;
    case "signal":
      return isText(fields["from"]) ? { type: "signal", from: fields["from"], data: fields["data"] } : null;
    case "ice":
      return { type: "ice", ice: parseIce(fields) };
    case "ended":
      return { type: "ended" };
    case "error":
      return { type: "error", code: String(fields["code"]) };
    case "pong":
      return parsePong(fields);
    default:
      return null;
  }
}

function parseWelcome(fields: Fields): ServerMessage | null {
  const { peer } = fields;
  const person = parsePerson(fields["person"]);
  const serverTime = parseTime(fields["server_time"]);
  const opensAt = parseTime(fields["opens_at"]);
  const closesAt = parseTime(fields["closes_at"]);
  if (!isText(peer) || !person || serverTime === null || opensAt === null || closesAt === null) {
    return null;
  }
  const waiting = fields["waiting"] === true ? { officeHere: fields["office_here"] === true } : null;
  return { type: "welcome", peer, person, waiting, ...parseInside(fields), serverTime, opensAt, closesAt };
}

function parseInside(fields: Fields): Inside {
  const { peers } = fields;
  const known = (Array.isArray(peers) ? peers : []).map(parsePeer).filter((info) => info !== null);
  return { peers: known, ice: parseIce(fields) };
}

function parsePong(fields: Fields): ServerMessage | null {
  const serverTime = parseTime(fields["server_time"]);
  return isNumber(fields["t"]) && serverTime !== null ? { type: "pong", t: fields["t"], serverTime } : null;
}

function parsePeer(value: unknown): PeerInfo | null {
  const fields = asObject(value);
  const person = parsePerson(fields?.["person"]);
  if (!fields || !person || !isText(fields["peer"]) || !isStage(fields["stage"])) {
    return null;
  }
  const why = isReason(fields["why"]) ? fields["why"] : null;
  return { peer: fields["peer"], person, stage: fields["stage"], why, media: parseMedia(fields["media"]) };
}

function parsePerson(value: unknown): Person | null {
  const fields = asObject(value);
  if (!fields || !isText(fields["id"]) || !isRole(fields["role"])) {
    return null;
  }
  return { id: fields["id"], name: isText(fields["name"]) ? fields["name"] : "", role: fields["role"] };
}

export function parseMedia(value: unknown): Media {
  const fields = asObject(value);
  return {
    audio: fields?.["audio"] === true,
    video: fields?.["video"] === true,
    screen: fields?.["screen"] === true,
  };
}

function parseIce(fields: Fields): IceSettings {
  const servers = fields["ice_servers"];
  return {
    servers: Array.isArray(servers) ? servers : [],
    policy: fields["ice_transport_policy"] === "relay" ? "relay" : "all",
  };
}

export function parseObject(text: string): Fields | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return null;
  }
}

export function asObject(value: unknown): Fields | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : null;
}

/** RFC 3339 text to milliseconds since 1970. */
function parseTime(value: unknown): number | null {
  const time = isText(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? null : time;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

export function isNumber(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

function isRole(value: unknown): value is Role {
  return isText(value) && ROLES.includes(value);
}

function isStage(value: unknown): value is Stage {
  return isText(value) && STAGES.includes(value);
}

function isReason(value: unknown): value is GoneReason {
  return isText(value) && REASONS.includes(value);
}
