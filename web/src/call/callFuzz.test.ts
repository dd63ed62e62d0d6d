import fc from "fast-check";
import { expect, test } from "vitest";
import { ADA, type FakePage, FakeRoom, SAM } from "./testing/fakeRoom";
import { settle } from "./testing/fakeTimers";
import { expectTalking } from "./testing/talking";
import type { Fate } from "./testing/wire";
import type { Person } from "./types";

/** FUZZ_RUNS=20000 FUZZ_SEED=1 npx vitest run src/call/callFuzz.test.ts */
const { FUZZ_RUNS, FUZZ_SEED } = process.env;
const RUNS = Number(FUZZ_RUNS ?? 600);
const MS_A_RUN = 400;
const LONG_HIDDEN_MS = 301_000;

type Move =
  | { readonly do: "move" | "kill" | "start" | "mute" | "reload" | "both offer" }
  | { readonly do: "reachable" | "restartsHelp"; readonly is: boolean }
  | { readonly do: "cut" | "hide" | "show" | "press"; readonly whose: Person }
  | { readonly do: "wire"; readonly fates: readonly Fate[] }
  | { readonly do: "wait"; readonly ms: number };

const fates = fc.array(fc.constantFrom<Fate[]>("pass", "pass", "drop", "repeat", "late"), { maxLength: 9 });

function one<Kind extends Move["do"]>(...kinds: Kind[]): { do: fc.Arbitrary<Kind> } {
  return { do: fc.constantFrom(...kinds) };
}

const moves: fc.Arbitrary<readonly Move[]> = fc.array(
  fc.oneof(
    fc.record(one("move", "kill", "start", "mute", "reload", "both offer")),
    fc.record({ ...one("reachable", "restartsHelp"), is: fc.boolean() }),
    fc.record({ ...one("cut", "hide", "show", "press"), whose: fc.constantFrom(ADA, SAM) }),
    fc.record({ ...one("wire"), fates }),
    { weight: 7, arbitrary: fc.record({ ...one("wait"), ms: fc.nat(9_000) }) },
    fc.record({ ...one("wait"), ms: fc.constant(LONG_HIDDEN_MS) }),
  ),
  { maxLength: 16 },
);

/** Ada and Sam in a call or on the way to it, and whatever happens to it. */
class Story {
  readonly room = new FakeRoom();
  ada!: FakePage;
  sam!: FakePage;

  async tell(inCall: boolean, script: readonly Move[]): Promise<void> {
    [this.ada, this.sam] = [await this.room.enter(ADA), await this.room.enter(SAM)];
    await this.room.press(...(inCall ? [this.ada, this.sam] : []));
    for (const move of script) {
      await this.#happen(move);
      await settle();
    }
  }

  /** All is well again, for as long as it takes at most. */
  async endsWell(): Promise<void> {
    const { room } = this;
    room.wire.behave();
    room.network.reachable = true;
    room.server.start();
    await room.wait(10_000);
    this.#look(ADA, true);
    this.#look(SAM, true);
    // A page loaded while the server was away had no button yet.
    await room.press(this.ada, this.sam);
    await room.wait(35_000);
    expectTalking(room, this.ada, this.sam);
    const muted = !this.ada.call.getSnapshot().local.microphone;
    expect(this.sam.call.getSnapshot().others[0]?.media.audio).toBe(!muted);
  }

  async #happen(move: Move): Promise<void> {
    const { room } = this;
    switch (move.do) {
      case "wait":
        return room.wait(move.ms);
      case "reload":
        return this.#reload();
      case "mute":
        return this.ada.call.setMicrophone(!this.ada.call.getSnapshot().local.microphone);
      case "move":
        return room.network.move();
      case "reachable":
      case "restartsHelp":
        room.network[move.do] = move.is;
        return;
      case "cut":
        return room.server.cut(move.whose);
      case "hide":
      case "show":
        return this.#look(move.whose, move.do === "show");
      case "press":
        return room.press(this.#pageOf(move.whose));
      case "wire":
        return room.wire.behave(...move.fates);
      case "both offer":
        return this.#bothOffer();
      default:
        return room.server[move.do]();
    }
  }

  #pageOf(person: Person): FakePage {
    return person === ADA ? this.ada : this.sam;
  }

  #look(person: Person, seen: boolean): void {
    const { platform } = this.#pageOf(person);
    platform.hidden = !seen;
    platform.happens(seen ? "awake" : "hidden");
  }

  async #reload(): Promise<void> {
    this.sam.platform.happens("hide");
    this.sam.call.close();
    this.sam = await this.room.enter(SAM);
    await this.room.press(this.sam);
  }

  /** A browser may ask either side to negotiate, and both at once. */
  #bothOffer(): void {
    for (const connection of this.room.network.open) {
      if (connection.transceivers.length === 4) {
        connection.restartIce();
      }
    }
  }
}

test("[SIG-59] whatever happened: once the network and the server are back, both talk, over one connection", {
  timeout: 60_000 + RUNS * MS_A_RUN,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.boolean(), moves, async (inCall, script) => {
      const story = new Story();
      await story.tell(inCall, script);
      await story.endsWell();
    }),
    { numRuns: RUNS, ...(FUZZ_SEED && { seed: Number(FUZZ_SEED) }) },
  );
});
