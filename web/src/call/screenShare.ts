import { mediaProblem } from "./mediaProblems";
import type { Platform } from "./platform";
import type { Tracks } from "./sections";
import { stopAll } from "./tracks";
import type { MediaProblem } from "./types";

type ScreenTracks = Pick<Tracks, "screen" | "screenSound">;

const NO_SCREEN: ScreenTracks = { screen: null, screenSound: null };

/** The own screen. Nothing else waits for it: its picker stays open as long as the person likes. */
export class ScreenShare {
  readonly #platform: Platform;
  readonly #changed: () => void;
  #tracks = NO_SCREEN;
  #stream: MediaStream | null = null;
  #problem: MediaProblem | null = null;
  /** The open picker; what another one still answers is no longer wanted. */
  #picking: symbol | null = null;

  constructor(platform: Platform, changed: () => void) {
    this.#platform = platform;
    this.#changed = changed;
  }

  get tracks(): ScreenTracks {
    return this.#tracks;
  }

  get stream(): MediaStream | null {
    return this.#stream;
  }

  get problem(): MediaProblem | null {
    return this.#problem;
  }

  async share(devices: () => MediaDevices): Promise<void> {
    if (this.#tracks.screen || this.#picking) {
      return;
    }
    const picking = Symbol("picking");
    this.#picking = picking;
    this.#fail(null);
    try {
      const stream = await devices().getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: true });
      if (this.#picking === picking) {
        this.#show(stream);
      } else {
        stopAll(stream.getTracks());
      }
    } catch (error) {
      if (this.#picking === picking) {
        this.#fail(mediaProblem(error));
      }
    }
    if (this.#picking === picking) {
      this.#picking = null;
    }
  }

  stop(): void {
    this.#picking = null;
    stopAll(Object.values(this.#tracks));
    this.#tracks = NO_SCREEN;
    this.#stream = null;
    this.#fail(null);
  }

  #show(stream: MediaStream): void {
    const [screen, screenSound] = [stream.getVideoTracks()[0], stream.getAudioTracks()[0] ?? null];
    if (!screen) {
      stopAll(stream.getTracks());
      return;
    }
    // Text must stay readable: rather fewer frames than fewer pixels.
    screen.contentHint = "detail";
    screen.onended = () => this.stop();
    this.#tracks = { screen, screenSound };
    this.#stream = this.#platform.mediaStream([screen]);
    this.#changed();
  }

  #fail(problem: MediaProblem | null): void {
    this.#problem = problem;
    this.#changed();
  }
}
