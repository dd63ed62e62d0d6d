import type { Flow } from "./stats";

/** What may be sent of the camera. */
export type CameraLimit = {
  /** How much smaller than the camera's the sent picture is, on each side. */
  readonly scale: number;
  readonly framesPerSecond: number;
  /** Bits per second; null: as the browser thinks best. */
  readonly bitrate: number | null;
};

/** What may be sent on one connection. */
export type Limits = {
  /** Null: no picture at all, so that sound gets through. */
  readonly camera: CameraLimit | null;
  readonly soundBitrate: number | null;
};

const WHOLE: CameraLimit = { scale: 1, framesPerSecond: 30, bitrate: null };
export const NO_LIMITS: Limits = { camera: WHOLE, soundBitrate: null };

export function sameLimits(some: Limits, others: Limits): boolean {
  const [a, b] = [some.camera, others.camera];
  const sameCamera =
    a?.scale === b?.scale && a?.framesPerSecond === b?.framesPerSecond && a?.bitrate === b?.bitrate;
  return sameCamera && some.soundBitrate === others.soundBitrate;
}

/** Speech stays clear with it. */
const THIN_SOUND = 16_000;

/** A step of the ladder: `needs` is what the network has to take, sound included, in bits per second. */
type Rung = { readonly needs: number; readonly camera: CameraLimit | null };

const RUNGS: readonly [Rung, ...Rung[]] = [
  { needs: 600_000, camera: WHOLE },
  { needs: 350_000, camera: { scale: 1.5, framesPerSecond: 30, bitrate: 700_000 } },
  { needs: 200_000, camera: { scale: 2, framesPerSecond: 20, bitrate: 350_000 } },
  { needs: 110_000, camera: { scale: 4, framesPerSecond: 12, bitrate: 150_000 } },
  { needs: 0, camera: null },
];

export const SOUND_ALONE = RUNGS.length - 1;

const LOSS = { bad: 0.2, fine: 0.08 };
/** So large a share lost, and what would tell the browser is lost as well: it goes on sending too much. */
export const FLOODED = 0.35;
/** So many seconds in a row before a step is taken. */
const DOWN_AFTER = 2;
const UP_AFTER = 8;
/** Nothing shows that there is room again while only sound is sent: it has to be tried. */
const TRY_AFTER = 15;
const TRY_AT_MOST = 120;
/** A try that fails this soon makes the next one wait twice as long. */
const FAILED_WITHIN = 12;
const MARGIN = 1.25;

/** Where the camera stands on the ladder. Counts are seconds in a row. */
export type Ladder = {
  readonly rung: number;
  readonly bad: number;
  readonly fine: number;
  /** Since the last step up. */
  readonly sinceUp: number;
  readonly tryAfter: number;
};

/** Connections begin with a guess of 300 kbit/s that says nothing of the network. */
const SETTLING = 5;

export function newLadder(rung = 0): Ladder {
  return { rung, bad: -SETTLING, fine: 0, sinceUp: FAILED_WITHIN, tryAfter: TRY_AFTER };
}

/** One second of the call. `top`: the highest rung allowed, larger with more people. */
export function climb(ladder: Ladder, flow: Pick<Flow, "available" | "lossReported">, top: number): Ladder {
  const sinceUp = ladder.sinceUp + 1;
  const wanted = Math.max(rungFor(flow), top);
  if (ladder.rung < top) {
    return { ...ladder, rung: top, sinceUp };
  }
  if (wanted > ladder.rung || flow.lossReported >= LOSS.bad) {
    return worse({ ...ladder, sinceUp, fine: 0, bad: ladder.bad + 1 }, wanted);
  }
  const bad = Math.min(ladder.bad, 0) + (ladder.bad < 0 ? 1 : 0);
  return better({ ...ladder, sinceUp, bad }, flow, top);
}

export function limitsOn({ rung }: Pick<Ladder, "rung">): Limits {
  return { camera: rungAt(rung).camera, soundBitrate: rung === SOUND_ALONE ? THIN_SOUND : null };
}

/** The other page itself says that the line is flooded: no step by step now. */
export function soundAlone(ladder: Ladder): Ladder {
  return ladder.rung === SOUND_ALONE ? ladder : fall(ladder, SOUND_ALONE);
}

function worse(ladder: Ladder, wanted: number): Ladder {
  if (ladder.bad < DOWN_AFTER || ladder.rung === SOUND_ALONE) {
    return ladder;
  }
  return fall(ladder, Math.min(SOUND_ALONE, Math.max(wanted, ladder.rung + 1)));
}

function fall(ladder: Ladder, rung: number): Ladder {
  const failed = ladder.sinceUp < FAILED_WITHIN;
  return {
    rung,
    bad: 0,
    fine: 0,
    sinceUp: FAILED_WITHIN,
    tryAfter: failed ? Math.min(ladder.tryAfter * 2, TRY_AT_MOST) : ladder.tryAfter,
  };
}

function better(ladder: Ladder, flow: Pick<Flow, "available" | "lossReported">, top: number): Ladder {
  const isAlone = ladder.rung === SOUND_ALONE;
  const hasRoom =
    flow.lossReported < LOSS.fine &&
    (isAlone || flow.available === null || flow.available >= rungAt(ladder.rung - 1).needs * MARGIN);
  const fine = hasRoom ? ladder.fine + 1 : 0;
  const enough = isAlone ? ladder.tryAfter : UP_AFTER;
  if (ladder.rung <= top || fine < enough) {
    return { ...ladder, fine };
  }
  const tryAfter = isAlone ? ladder.tryAfter : TRY_AFTER;
  return { rung: ladder.rung - 1, fine: 0, bad: -DOWN_AFTER, sinceUp: 0, tryAfter };
}

/** The highest rung that the network takes; where the browser does not say, the present one may stay. */
function rungFor({ available }: Pick<Flow, "available">): number {
  return available === null ? 0 : RUNGS.findIndex(({ needs }) => available >= needs);
}

function rungAt(index: number): Rung {
  return RUNGS[Math.max(index, 0)] ?? RUNGS[0];
}
