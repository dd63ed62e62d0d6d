import type { Common } from "./connection";
import { type CameraState, cameraState, type Measured, measured } from "./diagnostics";
import { climb, FLOODED, type Ladder, type Limits, limitsOn, newLadder, soundAlone } from "./ladder";
import { SAID_NOTHING, type Said } from "./pulse";
import { latest, type Quality, qualityOf } from "./quality";
import { type Alarm, GETS_NOTHING, type Gets, RECEIVES, receive } from "./reception";
import { type Flow, flowBetween, type Reading } from "./stats";
import type { Media } from "./types";

const EVERY_MS = 1_000;
/** With more people each picture is smaller on the screen: so many rungs of the ladder. */
const SMALLEST_FOR_MANY = 2;

/** How the call with one other goes. */
export type Condition = {
  readonly quality: Quality | null;
  /** What they get of us, as their own page says. */
  readonly theyGet: Gets;
  /** Their page is in the background. */
  readonly hidden: boolean;
  /** Their camera is on, and not sent for now: the network takes sound alone. */
  readonly theirCameraPaused: boolean;
  readonly ourCameraPaused: boolean;
};

export const NO_CONDITION: Condition = {
  quality: null,
  theyGet: GETS_NOTHING,
  hidden: false,
  theirCameraPaused: false,
  ourCameraPaused: false,
};

export type MonitorEvents = {
  read(): Promise<Reading>;
  /** What they say they send. */
  promised(): Media;
  limit(limits: Limits): void;
  alarm(alarm: Exclude<Alarm, null>): void;
  changed(): void;
};

/** Looks once a second how the call with one other goes, and gives the camera as much as the network takes. */
export class Monitor {
  readonly #common: Common;
  readonly #events: MonitorEvents;
  #reading: Reading | null = null;
  #flows: readonly Flow[] = [];
  #ladder = newLadder();
  #reception = RECEIVES;
  #gets: Gets = GETS_NOTHING;
  #told: Said = SAID_NOTHING;
  /** Seconds in a row. */
  #flooded = 0;
  #condition: Condition = NO_CONDITION;
  #cancel: (() => void) | null = null;

  constructor(common: Common, events: MonitorEvents) {
    this.#common = common;
    this.#events = events;
  }

  get condition(): Condition {
    return this.#condition;
  }

  get measured(): Measured | null {
    const flow = this.#flows.at(-1);
    return this.#reading && flow ? measured(this.#reading, flow) : null;
  }

  get camera(): CameraState {
    const places = { rung: this.#ladder.rung, top: this.#top };
    return cameraState(this.#common.media.video, this.limits.camera, places);
  }

  get limits(): Limits {
    return limitsOn(this.#ladder);
  }

  /** Both have pressed Start Call. */
  start(): void {
    if (!this.#cancel) {
      this.#tick();
    }
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  /** Another connection is in use: its counts begin anew, and what the network takes is to be found out again. */
  restart(): void {
    this.#reading = null;
    this.#flows = [];
    this.#flooded = 0;
    this.#reception = RECEIVES;
    this.#ladder = newLadder(this.#ladder.rung);
  }

  says(): Said {
    return {
      gets: this.#gets,
      lost: this.#lost,
      paused: this.#isPaused,
      hidden: this.#common.platform.hidden,
    };
  }

  told(said: Said): void {
    this.#told = said;
    if (this.#cancel && said.lost >= FLOODED) {
      this.#stand(soundAlone(this.#ladder));
    }
    this.#look();
  }

  /** A gap that is over shows in one second alone. */
  get #lost(): number {
    const [before, last] = this.#flows.slice(-2);
    return before && last ? round(Math.min(before.lost, last.lost)) : 0;
  }

  get #isPaused(): boolean {
    return this.limits.camera === null && this.#common.media.video;
  }

  /** The highest rung of the ladder that so many people allow. */
  get #top(): number {
    return Math.min(Math.max(this.#common.audience - 1, 0), SMALLEST_FOR_MANY);
  }

  #tick(): void {
    this.#cancel = this.#common.platform.after(EVERY_MS, () => this.#tick());
    void this.#events.read().then((reading) => {
      if (this.#cancel) {
        this.#take(reading);
      }
    });
  }

  #take(reading: Reading): void {
    const before = this.#reading;
    this.#reading = reading;
    if (!before || reading.at <= before.at) {
      return;
    }
    const flow = flowBetween(before, reading);
    this.#flows = latest(this.#flows, flow);
    // They would have stepped down by now, had our word reached them: ours floods the line as well.
    this.#flooded = this.#lost >= FLOODED ? this.#flooded + 1 : 0;
    this.#stand(this.#flooded > 1 ? soundAlone(this.#ladder) : climb(this.#ladder, flow, this.#top));
    this.#expect(flow);
    this.#look();
  }

  #stand(ladder: Ladder): void {
    const { rung } = this.#ladder;
    this.#ladder = ladder;
    if (ladder.rung !== rung) {
      this.#events.limit(this.limits);
    }
  }

  #expect(flow: Flow): void {
    const promised = this.#events.promised();
    const { reception, gets, alarm } = receive(this.#reception, flow, {
      audio: promised.audio,
      // Pages in the background decode no picture.
      video: promised.video && !this.#told.paused && !this.#common.platform.hidden,
    });
    this.#reception = reception;
    this.#gets = gets;
    if (alarm) {
      this.#events.alarm(alarm);
    }
  }

  #look(): void {
    const next: Condition = {
      quality: qualityOf(this.#flows),
      theyGet: this.#told.gets,
      hidden: this.#told.hidden,
      theirCameraPaused: this.#told.paused,
      ourCameraPaused: this.#isPaused,
    };
    if (JSON.stringify(next) !== JSON.stringify(this.#condition)) {
      this.#condition = next;
      this.#events.changed();
    }
  }
}

function round(share: number): number {
  return Math.round(share * 100) / 100;
}
