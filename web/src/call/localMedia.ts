import { NO_LOCAL_MEDIA } from "./callState";
import { constraints, type Input } from "./constraints";
import { deviceList } from "./deviceList";
import { Interruptions } from "./interruptions";
import { LevelMeter } from "./levelMeter";
import { mediaProblem, whyNot } from "./mediaProblems";
import type { Platform } from "./platform";
import { rememberDevice, rememberedDevices } from "./rememberedDevices";
import { ScreenShare } from "./screenShare";
import type { Tracks } from "./sections";
import { stopAll } from "./tracks";
import type { DeviceKind, LocalMedia as LocalMediaView, Media, MediaProblem } from "./types";

const INPUTS: readonly Input[] = ["camera", "microphone"];

/** `report`: say why not. `exact`: only the chosen device will do. */
type Manner = { readonly report: boolean; readonly exact: boolean };

const QUIETLY: Manner = { report: false, exact: true };
const ANYHOW: Manner = { report: false, exact: false };
const EXACTLY: Manner = { report: true, exact: true };
const SOMEHOW: Manner = { report: true, exact: false };

/**
 * The own camera, microphone and screen. Camera off stops the track, so that its light goes out; the microphone is
 * only silenced, so that unmuting takes no time. Requests for these two run one after the other: browsers mix up
 * parallel ones. Turning off waits for nothing.
 */
export class LocalMedia {
  readonly #platform: Platform;
  readonly #changed: () => void;
  readonly #share: ScreenShare;
  readonly #meter: LevelMeter;
  readonly #interruptions: Interruptions;
  #view: LocalMediaView = { ...NO_LOCAL_MEDIA, chosen: rememberedDevices() };
  #tracks: Readonly<Record<Input, MediaStreamTrack | null>> = { microphone: null, camera: null };
  #queue: Promise<void> = Promise.resolve();
  /** Raised by `stop`: what was asked for before is no longer wanted. */
  #life = 0;
  /** Turned off by the person: nothing but the person turns these on again. */
  readonly #off = new Set<Input>();

  constructor(platform: Platform, changed: () => void) {
    this.#platform = platform;
    this.#changed = changed;
    this.#meter = new LevelMeter(platform);
    this.#share = new ScreenShare(platform, () => this.#screenChanged());
    this.#interruptions = new Interruptions(platform, {
      lost: (input) => this.#lost(input),
      silent: (input) => this.#enqueue((life) => this.#acquire(life, [input], ANYHOW)),
      free: (input) => this.#enqueue((life) => this.#regain(life, input)),
    });
  }

  get view(): LocalMediaView {
    return this.#view;
  }

  get tracks(): Tracks {
    return { ...this.#tracks, ...this.#share.tracks };
  }

  get media(): Media {
    return { audio: this.#view.microphone, video: this.#view.camera, screen: this.#view.screen };
  }

  /** Asks for what is missing: both at once where possible, so that people are asked once. */
  open(): void {
    this.#platform.devices?.addEventListener("devicechange", this.#devicesChanged);
    this.#enqueue(async (life) => {
      const missing = INPUTS.filter((input) => !this.#tracks[input] && this.#isWanted(input));
      const together = missing.length === 2 && (await this.#acquire(life, missing, QUIETLY));
      if (!together) {
        for (const input of missing) {
          await this.#acquire(life, [input], SOMEHOW);
        }
      }
      if (life === this.#life) {
        this.#change({ settled: true });
      }
      await this.#listDevices();
    });
  }

  setMicrophone(on: boolean): void {
    this.#off[on ? "delete" : "add"]("microphone");
    const track = this.#tracks.microphone;
    if (track) {
      track.enabled = on;
      this.#change({ microphone: on });
    } else if (on) {
      this.#enqueue((life) => this.#regain(life, "microphone"));
    }
  }

  setCamera(on: boolean): void {
    this.#off[on ? "delete" : "add"]("camera");
    if (on) {
      this.#enqueue((life) => this.#regain(life, "camera"));
    } else {
      this.#drop("camera");
    }
  }

  /** A camera that is off is only remembered: it is asked for when it is turned on. */
  chooseDevice(kind: DeviceKind, id: string): void {
    rememberDevice(kind, id);
    this.#change({ chosen: { ...this.#view.chosen, [kind]: id } });
    if (kind !== "speaker" && this.#isWanted(kind)) {
      this.#enqueue((life) => this.#acquire(life, [kind], EXACTLY));
    }
  }

  /** The page is seen again. */
  wake(): void {
    this.#interruptions.wake();
  }

  shareScreen(): void {
    void this.#share.share(() => this.#required());
  }

  stopSharing(): void {
    this.#share.stop();
  }

  /** Frees every device, and takes up none that is plugged in later. `open` may be called again. */
  stop(): void {
    this.#life += 1;
    this.#platform.devices?.removeEventListener("devicechange", this.#devicesChanged);
    stopAll(Object.values(this.#tracks));
    this.#tracks = { microphone: null, camera: null };
    this.#share.stop();
    this.#interruptions.stop();
    this.#meter.close();
    this.#change({ settled: false, stream: null, microphoneTrack: null, camera: false, microphone: false });
  }

  level(): number {
    return typeof AudioContext === "undefined" ? 0 : this.#meter.level(this.#tracks.microphone);
  }

  /** True if all were got. */
  async #acquire(life: number, wished: readonly Input[], manner: Manner): Promise<boolean> {
    const inputs = wished.filter((input) => this.#isWanted(input));
    if (life !== this.#life || inputs.length === 0) {
      return false;
    }
    try {
      const stream = await this.#request(life, inputs, manner);
      if (life !== this.#life) {
        stopAll(stream.getTracks());
        return false;
      }
      for (const track of stream.getTracks()) {
        this.#adopt(track.kind === "video" ? "camera" : "microphone", track);
      }
      return true;
    } catch (error) {
      for (const input of manner.report ? inputs : []) {
        const problem = await whyNot(error, input, this.#platform);
        if (life === this.#life) this.#failed(input, problem);
      }
      return false;
    }
  }

  /** The device used before may be gone by now: then any other, unless it was just chosen. */
  async #request(life: number, inputs: readonly Input[], { exact }: Manner): Promise<MediaStream> {
    const { chosen } = this.#view;
    try {
      return await this.#required().getUserMedia(constraints(inputs, chosen));
    } catch (error) {
      const isGone = mediaProblem(error) === "no-device" && inputs.some((input) => chosen[input]);
      if (exact || !isGone || life !== this.#life) {
        throw error;
      }
      return this.#required().getUserMedia(constraints(inputs, NO_LOCAL_MEDIA.chosen));
    }
  }

  async #regain(life: number, input: Input): Promise<void> {
    if (!this.#tracks[input]) {
      await this.#acquire(life, [input], SOMEHOW);
    }
  }

  /** Nothing is missing while the device from before is still in use. */
  #failed(input: Input, problem: MediaProblem): void {
    const inUse = this.#tracks[input];
    this.#choose(input, inUse);
    if (inUse) {
      this.#change({ unusable: { ...this.#view.unusable, [input]: problem } });
    } else if (this.#isWanted(input)) {
      this.#problem(input, problem);
    }
  }

  #isWanted(input: Input): boolean {
    return input === "microphone" || !this.#off.has("camera");
  }

  #adopt(input: Input, track: MediaStreamTrack): void {
    if (!this.#isWanted(input)) {
      // Turned off while the browser was still at it.
      track.stop();
      return;
    }
    const former = this.#tracks[input];
    track.enabled = !this.#off.has(input);
    former?.stop();
    this.#interruptions.watch(input, track);
    this.#tracks = { ...this.#tracks, [input]: track };
    this.#choose(input, track);
    const shown =
      input === "camera" ? { stream: this.#platform.mediaStream([track]) } : { microphoneTrack: track };
    const unusable = { ...this.#view.unusable, [input]: null };
    this.#change({ [input]: track.enabled, unusable, ...shown });
    this.#problem(input, null);
  }

  /** Tries once with whatever device is left. */
  #lost(input: Input): void {
    this.#drop(input);
    this.#choose(input, null);
    this.#enqueue((life) => this.#regain(life, input));
  }

  /** What is in use counts, not what was asked for: a device that cannot be had must not be asked for again. */
  #choose(input: Input, track: MediaStreamTrack | null): void {
    this.#change({ chosen: { ...this.#view.chosen, [input]: track?.getSettings().deviceId ?? null } });
  }

  #drop(input: Input): void {
    this.#tracks[input]?.stop();
    this.#interruptions.forget(input);
    this.#tracks = { ...this.#tracks, [input]: null };
    const unusable = { ...this.#view.unusable, [input]: null };
    this.#change({ [input]: false, unusable, [input === "camera" ? "stream" : "microphoneTrack"]: null });
  }

  /** What was missing and is plugged in by now is used without being asked for again. */
  readonly #devicesChanged = (): void => {
    this.#enqueue(async (life) => {
      for (const input of INPUTS) {
        if (this.#view.problems[input] === "no-device") {
          await this.#regain(life, input);
        }
      }
      await this.#listDevices();
    });
  };

  async #listDevices(): Promise<void> {
    this.#change({ devices: await deviceList(this.#platform.devices) });
  }

  #required(): MediaDevices {
    const { devices, secure } = this.#platform;
    if (!devices) {
      throw new DOMException("no camera on this page", secure ? "NotSupportedError" : "SecurityError");
    }
    return devices;
  }

  #problem(input: Input, problem: MediaProblem | null): void {
    this.#change({ problems: { ...this.#view.problems, [input]: problem } });
    if (problem === "busy") {
      this.#interruptions.busy(input);
    }
  }

  #screenChanged(): void {
    const { tracks, stream, problem } = this.#share;
    this.#change({
      screen: tracks.screen !== null,
      screenStream: stream,
      problems: { ...this.#view.problems, screen: problem },
    });
  }

  #change(patch: Partial<LocalMediaView>): void {
    this.#view = { ...this.#view, ...patch };
    this.#changed();
  }

  #enqueue(request: (life: number) => Promise<unknown>): void {
    const life = this.#life;
    this.#queue = this.#queue.then(async () => {
      if (life === this.#life) {
        await request(life);
      }
    });
  }
}
