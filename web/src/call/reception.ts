import type { Flow } from "./stats";
import type { Media } from "./types";

/** How one page receives the other: said to it with every beat. Null: nothing is to be received. */
export type Gets = {
  readonly audio: boolean | null;
  readonly video: boolean | null;
};

export const GETS_NOTHING: Gets = { audio: null, video: null };

/** Seconds in a row that something promised did not arrive. */
export type Reception = {
  readonly audio: number;
  readonly video: number;
};

export const RECEIVES: Reception = { audio: 0, video: 0 };

/** Shorter gaps are the network's, and no alarm. */
const MISSING_AFTER = 3;
/** First the sender is asked to put its tracks back in place, then for a fresh connection. */
const AGAIN_AT = 4;
const LAME_AT = 9;
/** A fresh one is not asked for again before this many more. */
const LAME_EVERY = 15;

export type Alarm = "again" | "lame" | null;

/** One second: what was `promised` and what came. */
export function receive(
  before: Reception,
  flow: Pick<Flow, "audioPackets" | "frames">,
  promised: Pick<Media, "audio" | "video">,
): { readonly reception: Reception; readonly gets: Gets; readonly alarm: Alarm } {
  const reception = {
    audio: promised.audio && flow.audioPackets === 0 ? before.audio + 1 : 0,
    video: promised.video && flow.frames === 0 ? before.video + 1 : 0,
  };
  return {
    reception,
    gets: {
      audio: promised.audio ? reception.audio < MISSING_AFTER : null,
      video: promised.video ? reception.video < MISSING_AFTER : null,
    },
    alarm: alarmAt(Math.max(reception.audio, reception.video)),
  };
}

function alarmAt(seconds: number): Alarm {
  if (seconds === AGAIN_AT) {
    return "again";
  }
  return seconds >= LAME_AT && (seconds - LAME_AT) % LAME_EVERY === 0 ? "lame" : null;
}
