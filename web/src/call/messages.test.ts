import fc from "fast-check";
import { expect, test } from "vitest";
import { parseFrame } from "./frames";
import { parseServerMessage } from "./messages";

/** Many runs, perhaps on a busy machine. */
const PATIENT = { timeout: 60_000 };

const ada = { id: "p1", name: "Ada", role: "admin" };

function parse(message: unknown) {
  return parseServerMessage(JSON.stringify(message));
}

test("welcome, with times in milliseconds and peers it cannot use left out", () => {
  const message = {
    type: "welcome",
    peer: "me",
    person: ada,
    peers: [
      {
        peer: "x",
        person: { id: "p2", name: "Sam", role: "student" },
        stage: "gone",
        why: "lost",
        media: { audio: true },
        later: 1,
      },
      { peer: "y", person: ada, stage: "floating", media: {} },
      7,
    ],
    ice_servers: [{ urls: "stun:stun.example" }],
    ice_expires_at: "2026-11-22T11:00:00Z",
    ice_transport_policy: "relay",
    server_time: "2026-11-22T10:00:00.250Z",
    opens_at: "2026-11-22T09:00:00Z",
    closes_at: "2026-11-22T11:00:00+00:00",
    something_new: true,
  };
  expect(parse(message)).toEqual({
    type: "welcome",
    peer: "me",
    person: ada,
    waiting: null,
    peers: [
      {
        peer: "x",
        person: { id: "p2", name: "Sam", role: "student" },
        stage: "gone",
        why: "lost",
        media: { audio: true, video: false, screen: false },
      },
    ],
    ice: { servers: [{ urls: "stun:stun.example" }], policy: "relay" },
    serverTime: Date.UTC(2026, 10, 22, 10, 0, 0, 250),
    opensAt: Date.UTC(2026, 10, 22, 9),
    closesAt: Date.UTC(2026, 10, 22, 11),
  });
});

test("the lobby's messages, whole and with the least", () => {
  const times = { server_time: "2026-11-22T10:00:00Z", opens_at: "2026-11-22T09:00:00Z" };
  const welcome = { type: "welcome", peer: "me", person: ada, ...times, closes_at: "2026-11-22T11:00:00Z" };
  const sam = { peer: "x", person: { id: "p2", name: "Sam", role: "student" }, stage: "waiting" };
  expect(parse({ ...welcome, waiting: true, office_here: true })).toMatchObject({
    waiting: { officeHere: true },
    peers: [],
    ice: { servers: [], policy: "all" },
  });
  expect(parse({ ...welcome, peers: [sam], waiting: false })).toMatchObject({
    waiting: null,
    peers: [{ peer: "x", stage: "waiting" }],
  });
  expect(parse({ type: "office", here: true })).toEqual({ type: "office", here: true });
  expect(parse({ type: "held", message: "<b>Five</b>" })).toEqual({ type: "held", message: "<b>Five</b>" });
  expect(parse({ type: "held" })).toEqual({ type: "held", message: "" });
  expect(parse({ type: "refused" })).toEqual({ type: "refused" });
  const inside = { ice_servers: [{ urls: "turn:t" }], ice_transport_policy: "relay", ice_expires_at: null };
  expect(parse({ type: "admitted", peers: [{ ...sam, stage: "here" }, 7], ...inside })).toEqual({
    type: "admitted",
    peers: [{ ...sam, stage: "here", why: null, media: { audio: false, video: false, screen: false } }],
    ice: { servers: [{ urls: "turn:t" }], policy: "relay" },
  });
});

test.each([
  ["not JSON", "{"],
  ["no object", "[]"],
  ["no type", "{}"],
  ["a type of tomorrow", '{"type":"confetti"}'],
  ["a known type without its fields", '{"type":"joined"}'],
  ["a peer of no known role", '{"type":"peer","peer":"x","stage":"here","person":{"id":"1","role":"robot"}}'],
])("%s is ignored", (_what, text) => {
  expect(parseServerMessage(text)).toBe(null);
});

test("no frame and no message can make the page throw", PATIENT, () => {
  fc.assert(
    fc.property(
      fc.json(),
      fc.constantFrom(
        "welcome",
        "admitted",
        "held",
        "office",
        "peer",
        "joined",
        "signal",
        "ice",
        "pong",
        "error",
      ),
      (json, type) => {
        const value: unknown = JSON.parse(json);
        parseServerMessage(json);
        parseFrame(value);
        if (typeof value === "object" && value !== null) {
          parse({ ...value, type });
          parseFrame({ gen: 1, seq: 1, ack: 0, body: value });
        }
      },
    ),
  );
});

test("a body of tomorrow still counts as a numbered message", () => {
  expect(parseFrame({ gen: 1, seq: 3, ack: 2, body: { kind: "hologram" } })).toEqual({
    gen: 1,
    seq: 3,
    ack: 2,
    body: { kind: "unknown" },
  });
});
