/**
 * How two pages find their way back to each other. Pure: an event in, the new state and what has to be done out.
 *
 * An ICE restart of the present connection and a fresh connection begin together, and the first that carries
 * beats both ways stays: after a change of network a restart alone takes two to three times as long. Only the
 * page that offers begins them; the other one asks it to.
 */
export type Recovery =
  | { readonly tag: "steady" }
  /** `round` counts from 1; `since`: when it began. */
  | { readonly tag: "searching"; readonly round: number; readonly since: number };

export type RecoveryEvent =
  /** The present connection carries nothing any more, or never did. */
  | { readonly type: "stalled"; readonly now: number }
  /** The other page says so. */
  | { readonly type: "asked"; readonly now: number }
  /** Messages reach the other page again. */
  | { readonly type: "reachable"; readonly now: number }
  /** `answered`: the other page has received all we told it. */
  | { readonly type: "due"; readonly round: number; readonly answered: boolean; readonly now: number }
  | { readonly type: "carries"; readonly which: Which }
  /** The page that offers has decided. */
  | { readonly type: "decided" };

/** The connection in use, or the one begun beside it. */
export type Which = "present" | "fresh";

export type RecoveryEffect =
  | { readonly do: "restartIce" }
  | { readonly do: "begin"; readonly relayOnly: boolean }
  | { readonly do: "ask" }
  /** No event tells that the socket died with the path. */
  | { readonly do: "renewSocket" }
  | { readonly do: "use"; readonly which: Which }
  | { readonly do: "wait"; readonly ms: number; readonly round: number };

type Step = { readonly state: Recovery; readonly effects: readonly RecoveryEffect[] };

export const STEADY: Recovery = { tag: "steady" };

const PAUSES_MS = [4_000, 6_000, 10_000, 16_000];
/** What was begun this recently has not had its chance yet. */
const CHANCE_MS = 1_000;
/** From this round on people are told that it may not come back. */
const FAILING_ROUND = 3;

export function recover(state: Recovery, event: RecoveryEvent, offers: boolean): Step {
  switch (event.type) {
    case "stalled":
    case "asked":
      return state.tag === "steady" ? round(1, event.now, offers) : same(state);
    case "reachable":
      return state.tag === "searching" && event.now - state.since >= CHANCE_MS
        ? round(state.round + 1, event.now, offers)
        : same(state);
    case "due":
      return state.tag === "searching" && state.round === event.round
        ? due(state.round, event.answered, event.now, offers)
        : same(state);
    case "carries":
      return carries(state, event.which, offers);
    case "decided":
      return same(STEADY);
  }
}

export function isFailing(state: Recovery): boolean {
  return state.tag === "searching" && state.round >= FAILING_ROUND;
}

/** What the other page has not even heard of need not be replaced: it would hear of both at once. */
function due(before: number, answered: boolean, now: number, offers: boolean): Step {
  const next = round(before + 1, now, offers);
  return answered
    ? next
    : {
        ...next,
        effects: next.effects.filter((effect) => effect.do === "wait" || effect.do === "renewSocket"),
      };
}

function round(number: number, now: number, offers: boolean): Step {
  const attempt: RecoveryEffect[] = offers
    ? [{ do: "restartIce" }, { do: "begin", relayOnly: isRelayRound(number) }]
    : [{ do: "ask" }];
  const ms = PAUSES_MS[number - 1] ?? Math.max(...PAUSES_MS);
  return {
    state: { tag: "searching", round: number, since: now },
    effects: [{ do: "renewSocket" }, ...attempt, { do: "wait", ms, round: number }],
  };
}

/** Paths that seem to work and do not are left out every second time, once others have failed. */
function isRelayRound(number: number): boolean {
  return number >= FAILING_ROUND && number % 2 === 1;
}

function carries(state: Recovery, which: Which, offers: boolean): Step {
  if (state.tag === "steady" || (!offers && which === "fresh")) {
    return same(state);
  }
  return { state: STEADY, effects: offers ? [{ do: "use", which }] : [] };
}

function same(state: Recovery): Step {
  return { state, effects: [] };
}
