import type { Diagnostics, OtherDiagnostics } from "./diagnostics";
import type { Timers } from "./platform";
import type { PastStep } from "./recoveryHistory";
import type { Way } from "./stats";
import type { Call, CallSnapshot, Other, PeerId } from "./types";

export type RepairKind = "stalled" | "lame" | "round" | "fresh" | "again";

/** What operators learn of a call: kinds and numbers. */
export type CallReport = {
  readonly established?: {
    readonly route: Way;
    readonly transport: "udp" | "tcp" | "tls";
    readonly first_frame_ms?: number;
  };
  readonly repairs?: Partial<Record<RepairKind, number>>;
};

const LOOK_EVERY_MS = 2_000;
/** With no picture or sound by then, what is known is reported without. */
const FRAME_WITHIN_MS = 15_000;
const LONGEST_MS = 120_000;
const REPAIRS_EVERY_MS = 30_000;
const MOST_REPAIRS = 100;

type Link = {
  /** When both had pressed. */
  readonly since: number;
  firstFrame: number | null;
  listens: boolean;
  established: boolean;
  /** Steps up to then are reported. */
  reported: number;
  nextRepairs: number;
};

type Watched = Pick<Call, "subscribe" | "getSnapshot"> & { diagnostics(): Diagnostics };

/**
 * Watches a call from outside and reports each link once, and its repairs now and then. It only reads: nothing of the
 * call waits for it. Answers a function that stops it.
 */
export function reportCall(call: Watched, timers: Timers, send: (report: CallReport) => void): () => void {
  const links = new Map<PeerId, Link>();
  let cancel: () => void = () => undefined;
  const look = () => {
    const { signal, others } = call.diagnostics();
    // Without a server there is nobody to report to; what is not reported yet waits.
    for (const other of signal === "open" ? others : []) {
      const link = links.get(other.peer);
      if (link) reportLink(link, other, timers.now(), send);
    }
    cancel = timers.after(LOOK_EVERY_MS, look);
  };
  const notice = () => {
    for (const other of inCall(call.getSnapshot())) {
      const link = links.get(other.peer) ?? newLink(timers.now());
      links.set(other.peer, link);
      listen(link, other.video, timers);
    }
  };
  const unsubscribe = call.subscribe(notice);
  cancel = timers.after(LOOK_EVERY_MS, look);
  return () => {
    unsubscribe();
    cancel();
  };
}

function inCall({ phase, others }: CallSnapshot): readonly Other[] {
  const isInside = phase.tag === "waiting" || phase.tag === "connecting" || phase.tag === "connected";
  return isInside ? others.filter((other) => other.inCall) : [];
}

function newLink(now: number): Link {
  return {
    since: now,
    firstFrame: null,
    listens: false,
    established: false,
    reported: now,
    nextRepairs: now + REPAIRS_EVERY_MS,
  };
}

/** A track from elsewhere is muted until its first packet is there. */
function listen(link: Link, stream: MediaStream | null, timers: Timers): void {
  const tracks = stream?.getTracks() ?? [];
  if (link.listens || tracks.length === 0) {
    return;
  }
  link.listens = true;
  const came = () => {
    link.firstFrame ??= timers.now();
  };
  if (tracks.some(({ muted }) => !muted)) {
    return came();
  }
  for (const track of tracks) {
    track.addEventListener("unmute", came, { once: true });
  }
}

function reportLink(
  link: Link,
  other: OtherDiagnostics,
  now: number,
  send: (report: CallReport) => void,
): void {
  const route = other.measured?.route;
  if (!link.established && route && (link.firstFrame !== null || now - link.since >= FRAME_WITHIN_MS)) {
    link.established = true;
    const took = link.firstFrame === null ? null : Math.max(0, Math.round(link.firstFrame - link.since));
    send({
      established: {
        route: route.way,
        transport: route.protocol,
        ...(took !== null && took <= LONGEST_MS && { first_frame_ms: took }),
      },
    });
  }
  const repairs = repairsSince(other.steps, link.reported);
  if (now >= link.nextRepairs && repairs) {
    link.reported = now;
    link.nextRepairs = now + REPAIRS_EVERY_MS;
    send({ repairs });
  }
}

/** Null: there was none. */
export function repairsSince(
  steps: readonly PastStep[],
  after: number,
): Partial<Record<RepairKind, number>> | null {
  const found: Partial<Record<RepairKind, number>> = {};
  for (const step of steps) {
    const kind = step.at > after ? kindOf(step) : null;
    if (kind) found[kind] = Math.min((found[kind] ?? 0) + 1, MOST_REPAIRS);
  }
  return Object.keys(found).length > 0 ? found : null;
}

function kindOf(step: PastStep): RepairKind | null {
  switch (step.what) {
    case "stalled":
    case "lame":
    case "again":
    case "round":
      return step.what;
    case "used":
      return step.which === "fresh" ? "fresh" : null;
    default:
      return null;
  }
}
