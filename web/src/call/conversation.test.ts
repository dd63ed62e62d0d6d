import fc from "fast-check";
import { expect, test } from "vitest";
import type { PeerMessage } from "./frames";
import { LossyPair, type Mischief } from "./testing/lossyPair";

/** Many runs, perhaps on a busy machine. */
const PATIENT = { timeout: 60_000 };

type Move =
  | Mischief
  | { readonly do: "send"; readonly from: "a" | "b" }
  | { readonly do: "resume"; readonly from: "a" | "b" }
  | { readonly do: "wait"; readonly ms: number };

const end = fc.constantFrom("a" as const, "b" as const);
const mischief: fc.Arbitrary<Mischief> = fc.record({
  do: fc.constantFrom("pass" as const, "drop" as const, "repeat" as const),
  from: end,
  at: fc.nat(30),
});
const moves: fc.Arbitrary<Move[]> = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ do: fc.constant("send" as const), from: end }) },
    { weight: 6, arbitrary: mischief },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("resume" as const), from: end }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("wait" as const), ms: fc.nat(9_000) }) },
  ),
  { maxLength: 120 },
);

function numbered(n: number): PeerMessage {
  return { kind: "candidate", candidate: { candidate: `${n}` } };
}

function play(pair: LossyPair, script: readonly Move[]): { a: PeerMessage[]; b: PeerMessage[] } {
  const sent = { a: [] as PeerMessage[], b: [] as PeerMessage[] };
  for (const move of script) {
    if (move.do === "send") {
      const message = numbered(sent[move.from].length);
      sent[move.from].push(message);
      pair[move.from].conversation.send(message);
    } else if (move.do === "resume") {
      pair[move.from].conversation.resume();
    } else if (move.do === "wait") {
      pair.timers.advance(move.ms);
    } else {
      pair.act(move);
    }
  }
  return sent;
}

test("[SIG-48] whatever the wire does, every message arrives exactly once and in order", PATIENT, () => {
  fc.assert(
    fc.property(moves, (script) => {
      const pair = new LossyPair();
      const sent = play(pair, script);
      pair.calm();
      expect(pair.b.got).toEqual(sent.a);
      expect(pair.a.got).toEqual(sent.b);
      expect(pair.timers.pending).toBe(0);
    }),
    { numRuns: 300 },
  );
});

test(
  "[SIG-48] after one side begins anew, the other follows and only the new messages count",
  PATIENT,
  () => {
    fc.assert(
      fc.property(moves, moves, end, (before, after, who) => {
        const pair = new LossyPair();
        play(pair, before);
        pair[who].conversation.restart();
        pair[who].got.length = 0;
        pair[who].conversation.resume();
        const other = who === "a" ? "b" : "a";
        pair.calm();
        const sent = play(pair, after);
        pair.calm();
        expect(pair[other].got).toEqual(sent[who]);
        expect(pair[who].got).toEqual(sent[other]);
        expect([pair.a.conversation.gen, pair.b.conversation.gen]).toEqual([2, 2]);
        expect(pair[other].restarts).toBe(1);
      }),
      { numRuns: 200 },
    );
  },
);

test("a reconnect with nothing outstanding compares and repeats nothing", () => {
  const pair = new LossyPair();
  play(pair, [
    { do: "send", from: "a" },
    { do: "send", from: "b" },
  ]);
  pair.calm();
  pair.a.conversation.resume();
  pair.b.conversation.resume();
  expect(pair.a.queue).toEqual([{ gen: 1, seq: 0, ack: 1, sync: true }]);
  expect(pair.b.queue).toEqual([{ gen: 1, seq: 0, ack: 1, sync: true }]);
});

test("requests to restart do not pile up while nothing gets through", () => {
  const pair = new LossyPair();
  for (let times = 0; times < 10; times += 1) {
    pair.a.conversation.send({ kind: "restart" });
  }
  pair.calm();
  expect(pair.b.got).toEqual([{ kind: "restart" }]);
});

test("an unreachable peer is asked again ever more slowly", () => {
  const pair = new LossyPair();
  pair.a.conversation.send(numbered(0));
  pair.timers.advance(60_000);
  // At once, after 1, 2 and 4 seconds, then every 8.
  expect(pair.a.queue.length).toBe(10);
});

test("what is no frame is ignored", () => {
  const pair = new LossyPair();
  for (const junk of [null, 7, "x", [], {}, { gen: -1, seq: 1, ack: 0 }, { gen: 1.5, seq: 1, ack: 0 }]) {
    pair.a.conversation.receive(junk);
  }
  expect(pair.a.got).toEqual([]);
});
