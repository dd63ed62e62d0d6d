import fc from "fast-check";
import { expect, test } from "vitest";
import { step } from "./callMachine";
import { type CallEvent, type CallState, type Effect, initialState } from "./callState";
import type { PeerInfo } from "./messages";
import { shownPeers } from "./peers";
import { ADA, IVY, SAM } from "./testing/fakeRoom";
import {
  admitted,
  closed,
  knocking,
  message,
  PRESSED,
  peer,
  RESTORED,
  tell,
  transport,
  welcome,
} from "./testing/machineEvents";
import type { Stage } from "./types";

/** Many runs, perhaps on a busy machine. */
const PATIENT = { timeout: 60_000 };

const people = fc.constantFrom(ADA, SAM, IVY);
const peerIds = fc.constantFrom("a1", "s1", "s2", "s3", "i1");
const stages = fc.constantFrom<Stage>("here", "joined", "away", "gone", "waiting");
const reasons = fc.constantFrom<PeerInfo["why"]>("left", "lost", "moved", "removed");
const infos = fc
  .tuple(peerIds, people, stages, reasons)
  .map(([id, person, stage, why]) => peer(id, person, stage, why));
const events: fc.Arbitrary<CallEvent> = fc.oneof(
  { weight: 6, arbitrary: infos.map(tell) },
  { weight: 2, arbitrary: fc.array(infos, { maxLength: 3 }).map((list) => welcome(...list)) },
  { weight: 2, arbitrary: fc.boolean().map((here) => knocking(here, ADA)) },
  { weight: 2, arbitrary: fc.array(infos, { maxLength: 3 }).map((list) => admitted(...list)) },
  { weight: 1, arbitrary: fc.constant(message({ type: "held", message: "" })) },
  { weight: 2, arbitrary: fc.constant(PRESSED) },
  {
    weight: 4,
    arbitrary: fc
      .tuple(
        peerIds,
        fc.constantFrom<RTCPeerConnectionState>("connecting", "connected", "disconnected", "failed"),
      )
      .map(([id, state]) => transport(id, state)),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(fc.constantFrom(1006, 1012, 4408, 4429, 4401), fc.boolean())
      .map(([code, open]) => closed(code, open)),
  },
  { weight: 1, arbitrary: fc.constant(message({ type: "refused" })) },
  { weight: 1, arbitrary: fc.constantFrom(4403, 4406, 4409, 4425).map((code) => closed(code)) },
  { weight: 1, arbitrary: peerIds.map((id): CallEvent => ({ type: "peerBye", peer: id, ended: false })) },
  { weight: 1, arbitrary: peerIds.map((id): CallEvent => ({ type: "expired", peer: id })) },
  { weight: 1, arbitrary: fc.constant(message({ type: "joined", seat: 5 })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<CallEvent>({ type: "hungUp" }, { type: "takenBack", peer: "me2" }, RESTORED),
  },
);

test("[SIG-45] [SIG-85] whatever happens, the rules of the call hold", PATIENT, () => {
  fc.assert(
    fc.property(fc.array(events, { maxLength: 60 }), (script) => {
      let state = initialState("me");
      const links = new Map<string, { attached: boolean }>();
      const owners = new Map<string, string>();
      let pressed = false;
      const lobby = new Lobby();
      for (const event of script) {
        const before = state;
        const result = step(state, event);
        state = result.state;
        pressed ||= event.type === "pressed" || event.type === "takenBack";
        lobby.hear(event, before);
        lobby.check(result.effects, [...links.keys()]);
        for (const effect of result.effects) {
          follow(links, effect);
        }
        for (const [id, { attached }] of links) {
          const known = state.peers.find(({ peer: other }) => other === id);
          expect(known).toBeDefined();
          // Nothing is sent unless both have pressed.
          expect(attached).toBe(pressed && state.place.tag === "call" && known?.inCall === true);
        }
        if (["ended", "refused", "moved"].includes(state.place.tag)) {
          expect([...links]).toEqual([]);
        }
        for (const { peer: id, person } of state.peers) {
          expect(owners.get(id) ?? person.id).toBe(person.id);
          owners.set(id, person.id);
        }
        const shown = shownPeers(state).map(({ person }) => person.id);
        expect(new Set(shown).size).toBe(shown.length);
        expect(shown).not.toContain(state.self.person?.id);
        socketAloneChangesNoLink(before, event, result.effects);
      }
    }),
    { numRuns: 1_000 },
  );
});

/** What the server said last of this page's admission. */
class Lobby {
  #waits = false;
  #everInside = false;

  hear(event: CallEvent, { place }: CallState): void {
    if (["ended", "refused", "moved"].includes(place.tag)) {
      return;
    }
    if (event.type === "message" && event.message.type === "welcome") {
      this.#waits = event.message.waiting !== null;
    } else if (event.type === "message" && event.message.type === "admitted") {
      this.#waits = false;
    }
  }

  /** `links` of before the effects. Who waits begins nothing; who was never inside has nothing. */
  check(effects: readonly Effect[], links: readonly string[]): void {
    const begun = effects.filter(({ do: what }) => ["link", "attach", "join", "sendMedia"].includes(what));
    if (this.#waits) {
      expect(begun).toEqual([]);
    }
    if (!this.#everInside) {
      expect(links).toEqual([]);
    }
    this.#everInside ||= !this.#waits;
  }
}

/** Does to a map what the session does to real links, and fails where that would make no sense. */
function follow(links: Map<string, { attached: boolean }>, effect: Effect): void {
  if (effect.do === "link") {
    expect(links.has(effect.peer)).toBe(false);
    links.set(effect.peer, { attached: false });
  } else if (effect.do === "unlink") {
    expect(links.delete(effect.peer)).toBe(true);
  } else if (effect.do === "attach" || effect.do === "detach") {
    const link = links.get(effect.peer);
    expect(link?.attached).toBe(effect.do === "detach");
    links.set(effect.peer, { attached: effect.do === "attach" });
  }
}

function socketAloneChangesNoLink(before: CallState, event: CallEvent, effects: readonly Effect[]): void {
  const isHarmless = event.type === "closed" && [1006, 1012, 4408, 4429].includes(event.code);
  if (isHarmless && before.place.tag !== "loading") {
    expect(effects.filter((effect) => ["unlink", "detach"].includes(effect.do))).toEqual([]);
  }
}
