/**
 * How two pages find their way back to each other. Pure: an event in, the new state and what has to be done out.
 *
 * An ICE restart of the present connection and a fresh connection begin together, and the first that carries
 * beats both ways stays: after a change of network a restart alone takes two to three times as long. Only the
 * page that offers begins them; the other one asks it to.
 */
export type Recovery =
  | { readonly tag: "steady" }
  /**
   * `round` counts from 1; `since`: when it began. `lame`: the present connection carries, but not all that it
   * should; only another one helps.
   */
  | { readonly tag: "searching"; readonly round: number; readonly since: number; readonly lame: boolean };

export type RecoveryEvent =
  /** The present connection carries nothing any more, or never did. */
  | { readonly type: "stalled" }
  /** It carries, and sound or picture is missing all the same. */
  | { readonly type: "lame" }
  /** The other page says so. */
  | { readonly type: "asked"; readonly lame: boolean }
  /** Messages reach the other page again. */
  | { readonly type: "reachable" }
  /** `answered`: the other page has received all we told it. */
  | { readonly type: "due"; readonly round: number; readonly answered: boolean }
  | { readonly type: "carries"; readonly which: Which }
  /** The page that offers has decided. */
  | { readonly type: "decided" };

/** The connection in use, or the one begun beside it. */
export type Which = "present" | "fresh";

export type RecoveryEffect =
  | { readonly do: "restartIce" }
  | { readonly do: "begin"; readonly relayOnly: boolean }
  | { readonly do: "ask"; readonly lame: boolean }
  /** No event tells that the socket died with the path. */
  | { readonly do: "renewSocket" }
  | { readonly do: "use"; readonly which: Which }
  | { readonly do: "wait"; readonly ms: number; readonly round: number };

type Searching = Extract<Recovery, { tag: "searching" }>;
type Step = { readonly state: Recovery; readonly effects: readonly RecoveryEffect[] };

export const STEADY: Recovery = { tag: "steady" };

const PAUSES_MS = [4_000, 6_000, 10_000, 16_000];
/** What was begun this recently has not had its chance yet. */
const CHANCE_MS = 1_000;
/** From this round on people are told that it may not come back. */
const FAILING_ROUND = 3;
/** Half a call is better than none: no more rounds than this for what still carries. */
const LAME_ROUNDS = 2;

/** `now`: milliseconds. `offers`: this page is the one that begins connections. */
export function recover(state: Recovery, event: RecoveryEvent, now: number, offers: boolean): Step {
  switch (event.type) {
    case "stalled":
      return state.tag === "steady" || state.lame ? round(1, now, false, offers) : same(state);
    case "lame":
      return state.tag === "steady" ? round(1, now, true, offers) : same(state);
    case "asked":
      return state.tag === "steady" ? round(1, now, event.lame, offers) : same(state);
    case "reachable":
      return state.tag === "searching" && now - state.since >= CHANCE_MS
        ? round(state.round + 1, now, state.lame, offers)
        : same(state);
    case "due":
      return state.tag === "searching" && state.round === event.round
        ? due(state, event.answered, now, offers)
        : same(state);
    case "carries":
      return carries(state, event.which, offers);
    case "decided":
      return same(STEADY);
  }
}

export function isFailing(state: Recovery): boolean {
  return isLost(state) && state.round >= FAILING_ROUND;
}

/** Nothing gets through for the moment. */
export function isLost(state: Recovery): state is Searching {
  return state.tag === "searching" && !state.lame;
}

/** What people are told of the connection: what the pulse says is truer than what the browser has noticed. */
export function transportOf(
  state: Recovery,
  carried: boolean,
  present: RTCPeerConnectionState,
): RTCPeerConnectionState {
  if (isLost(state)) {
    return isFailing(state) ? "failed" : carried ? "disconnected" : "connecting";
  }
  return carried && present !== "closed" ? "connected" : present;
}

/** What the other page has not even heard of need not be replaced: it would hear of both at once. */
function due(state: Searching, answered: boolean, now: number, offers: boolean): Step {
  if (state.lame && state.round >= LAME_ROUNDS) {
    return { state: STEADY, effects: offers ? [{ do: "use", which: "present" }] : [] };
  }
  const next = round(state.round + 1, now, state.lame, offers);
  return answered
    ? next
    : {
        ...next,
        effects: next.effects.filter((effect) => effect.do === "wait" || effect.do === "renewSocket"),
      };
}

function round(number: number, now: number, lame: boolean, offers: boolean): Step {
  const attempt: RecoveryEffect[] = offers
    ? [{ do: "restartIce" }, { do: "begin", relayOnly: isRelayRound(number) }]
    : [{ do: "ask", lame }];
  const ms = PAUSES_MS[number - 1] ?? Math.max(...PAUSES_MS);
  return {
    state: { tag: "searching", round: number, since: now, lame },
    effects: [{ do: "renewSocket" }, ...attempt, { do: "wait", ms, round: number }],
  };
}

/** Paths that seem to work and do not are left out every second time, once others have failed. */
function isRelayRound(number: number): boolean {
  return number >= FAILING_ROUND && number % 2 === 1;
}

function carries(state: Recovery, which: Which, offers: boolean): Step {
  const isNoHelp = which === "present" ? state.tag === "searching" && state.lame : !offers;
  if (state.tag === "steady" || isNoHelp) {
    return same(state);
  }
  return { state: STEADY, effects: offers ? [{ do: "use", which }] : [] };
}

function same(state: Recovery): Step {
  return { state, effects: [] };
}
