import fc from "fast-check";
import { expect, test } from "vitest";
import { fingerprintsOf, isProofText, type Proof, Verification } from "./verification";

const OURS = "sha-256 aa:01";
const THEIRS = "sha-256 bb:02";
const MIDDLE = "sha-256 cc:03";

/** One side, with what it sent so far. */
function side(seed: number) {
  const sent: Proof[] = [];
  const verification = new Verification({
    send: (proof) => sent.push(proof),
    nonce: () => new Uint8Array(32).fill(seed),
    digest: async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes))),
  });
  return { verification, sent };
}

type Side = ReturnType<typeof side>;

async function calm(): Promise<void> {
  for (let round = 0; round < 20; round += 1) {
    await crypto.subtle.digest("SHA-256", new Uint8Array());
  }
}

function deliver(from: Side, to: Side): void {
  const proof = from.sent.shift();
  if (proof) {
    to.verification.hear(proof);
  }
}

/** Everything that is on its way, until nothing is. */
async function exchange(one: Side, other: Side): Promise<void> {
  for (let round = 0; round < 4; round += 1) {
    await calm();
    deliver(one, other);
    deliver(other, one);
  }
  await calm();
}

function meet(one: Side, other: Side, oneHas = OURS, otherHas = THEIRS): Promise<void> {
  one.verification.know(oneHas, otherHas);
  other.verification.know(otherHas, oneHas);
  return exchange(one, other);
}

test("[SIG-90] both sides come by the same words, which later connections do not change", async () => {
  const [ada, sam] = [side(1), side(2)];
  await meet(ada, sam);
  expect(ada.verification.verdict).toEqual([170, 147, 4, 102, 290]);
  expect(sam.verification.verdict).toEqual(ada.verification.verdict);
  ada.verification.know(OURS, THEIRS);
  await calm();
  expect(ada.verification.verdict).toEqual(sam.verification.verdict);
});

test("[SIG-90] in whatever order things happen", async () => {
  const moves = fc.array(fc.constantFrom("know a", "know b", "a to b", "b to a", "wait"), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(moves, async (script) => {
      const [a, b] = [side(3), side(4)];
      for (const move of script) {
        if (move === "know a") a.verification.know(OURS, THEIRS);
        if (move === "know b") b.verification.know(THEIRS, OURS);
        if (move === "a to b") deliver(a, b);
        if (move === "b to a") deliver(b, a);
        if (move === "wait") await calm();
      }
      await meet(a, b);
      expect(Array.isArray(a.verification.verdict)).toBe(true);
      expect(b.verification.verdict).toEqual(a.verification.verdict);
    }),
    { numRuns: 50 },
  );
});

test("[SIG-91] nothing is revealed to who has not promised", async () => {
  const ada = side(1);
  ada.verification.know(OURS, MIDDLE);
  await calm();
  expect(ada.sent.map(({ kind }) => kind)).toEqual(["commit"]);
  ada.verification.hear({ kind: "reveal", nonce: "00".repeat(32) });
  await calm();
  expect(ada.sent.map(({ kind }) => kind)).toEqual(["commit"]);
  expect(ada.verification.verdict).toBe("broken");
});

test("[SIG-91] a server in the middle of everything makes the words differ", async () => {
  const [ada, sam] = [side(1), side(2)];
  for (let guess = 3; guess < 40; guess += 1) {
    const [toAda, toSam] = [side(guess), side(guess)];
    const [adas, sams] = [side(1), side(2)];
    await meet(adas, toAda, OURS, MIDDLE);
    await meet(toSam, sams, MIDDLE, THEIRS);
    expect(Array.isArray(adas.verification.verdict)).toBe(true);
    expect(sams.verification.verdict).not.toEqual(adas.verification.verdict);
  }
  // Passing on the promises of the other side helps as little: they name certificates that are not in use here.
  ada.verification.know(OURS, MIDDLE);
  sam.verification.know(THEIRS, MIDDLE);
  await exchange(ada, sam);
  expect([ada.verification.verdict, sam.verification.verdict]).toEqual(["broken", "broken"]);
});

test("[SIG-91] other things than what was promised are found out", async () => {
  const lies: ((proofs: Proof[]) => Proof[])[] = [
    ([commit]) => [commit as Proof, { kind: "reveal", nonce: "0f".repeat(32) }],
    ([commit, reveal]) => [commit as Proof, commit as Proof, reveal as Proof],
    ([commit, reveal]) => [commit as Proof, reveal as Proof, reveal as Proof],
    ([, reveal]) => [{ kind: "commit", hash: "0f".repeat(32) }, reveal as Proof],
  ];
  for (const lie of lies) {
    const [ada, sam] = [side(1), side(2)];
    ada.verification.know(OURS, THEIRS);
    sam.verification.know(THEIRS, OURS);
    await calm();
    const commit = sam.sent[0] as Proof;
    sam.verification.hear(ada.sent[0] as Proof);
    await calm();
    for (const proof of lie([commit, sam.sent[1] as Proof])) {
      ada.verification.hear(proof);
    }
    await calm();
    expect(ada.verification.verdict).toBe("broken");
  }
});

test("[SIG-91] its own words sent back to it are no other side", async () => {
  const ada = side(1);
  ada.verification.know(OURS, MIDDLE);
  await calm();
  ada.verification.hear(ada.sent[0] as Proof);
  await calm();
  ada.verification.hear(ada.sent[1] as Proof);
  await calm();
  expect(ada.verification.verdict).toBe("broken");
});

test("[SIG-92] another certificate in the middle of the call breaks it, before the words are there or after", async () => {
  const [ada, sam] = [side(1), side(2)];
  await meet(ada, sam);
  ada.verification.know(OURS, MIDDLE);
  expect(ada.verification.verdict).toBe("broken");
  const [eve, ben] = [side(1), side(2)];
  eve.verification.know(OURS, MIDDLE);
  await meet(eve, ben);
  expect(eve.verification.verdict).toBe("broken");
});

test("[SIG-90] what was stopped says nothing more", async () => {
  const ada = side(1);
  ada.verification.know(OURS, THEIRS);
  ada.verification.stop();
  await calm();
  expect(ada.sent).toEqual([]);
});

test("[SIG-92] every fingerprint of a description counts, however it is written", () => {
  const sdp = "v=0\r\na=fingerprint:SHA-256 AA:01\r\nm=audio\r\na=fingerprint:sha-256 aa:01\r\n";
  expect(fingerprintsOf(sdp)).toBe(OURS);
  expect(fingerprintsOf(`${sdp}a=fingerprint:sha-256 CC:03\r\n`)).toBe(`${OURS}\n${MIDDLE}`);
  expect(fingerprintsOf("v=0\r\n")).toBe(null);
});

test("[SIG-90] only 32 bytes in small hexadecimal are a proof", () => {
  expect(["0f".repeat(32), "0F".repeat(32), "0f".repeat(31), 7].map(isProofText)).toEqual([
    true,
    false,
    false,
    false,
  ]);
});
