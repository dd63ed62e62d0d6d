import type { CallState } from "./callState";
import type { CameraLimit } from "./ladder";
import { linkStateOf, shownPeers } from "./peers";
import type { Recovery } from "./recovery";
import type { PastStep } from "./recoveryHistory";
import type { Flow, Reading, Route } from "./stats";
import type { LinkState, PeerId, Person, SignalState } from "./types";
import type { Verdict } from "./verification";

/** How the call goes, in numbers. Without addresses, and without names of devices. */
export type Diagnostics = {
  readonly at: number;
  readonly signal: SignalState;
  readonly others: readonly OtherDiagnostics[];
};

export type OtherDiagnostics = PairDiagnostics & {
  readonly peer: PeerId;
  readonly person: Person;
  readonly link: LinkState;
};

export type PairDiagnostics = {
  /** Null before the first second of a connection. */
  readonly measured: Measured | null;
  readonly camera: CameraState;
  readonly recovery: Recovery;
  /** The latest hundred, oldest first. */
  readonly steps: readonly PastStep[];
  /** What both people compare. */
  readonly verdict: Verdict;
};

/** In the last second. Shares are 0 to 1; null: the browser does not say. */
export type Measured = {
  readonly route: Route | null;
  readonly roundTripMs: number | null;
  readonly jitterMs: number;
  readonly loss: number;
  /** Bits per second, all that goes through the connection. */
  readonly sending: number;
  readonly receiving: number;
  readonly framesPerSecond: number;
  /** Since the connection began. */
  readonly freezes: number;
};

/** What is sent of the own camera; `limit` null: nothing. */
export type CameraState = {
  readonly limit: CameraLimit | null;
  /** What keeps it below all it has. */
  readonly why: "off" | "network" | "people" | null;
};

export function measured(reading: Reading, flow: Flow): Measured {
  const { roundTrip, jitter, loss, frames, seconds, sending, receiving } = flow;
  return {
    route: reading.route,
    roundTripMs: roundTrip === null ? null : Math.round(roundTrip * 1000),
    jitterMs: Math.round(jitter * 1000),
    loss,
    sending: Math.round(sending),
    receiving: Math.round(receiving),
    framesPerSecond: seconds > 0 ? Math.round(frames / seconds) : 0,
    freezes: reading.freezes,
  };
}

/** `rung` of the ladder, and `top`, the highest one that so many people allow. */
export function cameraState(
  isOn: boolean,
  limit: CameraLimit | null,
  { rung, top }: { readonly rung: number; readonly top: number },
): CameraState {
  if (!isOn) {
    return { limit: null, why: "off" };
  }
  return { limit, why: rung > top ? "network" : rung > 0 ? "people" : null };
}

/** Of everybody who is shown and linked. */
export function diagnosticsOf(
  state: CallState,
  pairOf: (peer: PeerId) => PairDiagnostics | null,
  at: number,
): Diagnostics {
  const others = shownPeers(state).flatMap((peer) => {
    const pair = pairOf(peer.peer);
    return pair ? [{ ...pair, peer: peer.peer, person: peer.person, link: linkStateOf(state, peer) }] : [];
  });
  return { at, signal: state.signal, others };
}
