import { mediaProblem } from "./mediaProblems";
import { MicrophoneMeter } from "./microphoneMeter";
import type { Platform } from "./platform";
import type { Tracks } from "./sections";
import type { DeviceKind, LocalMedia as LocalMediaView, Media, MediaProblem } from "./types";

type Input = "camera" | "microphone";

const CAMERA: MediaTrackConstraints = {
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};
const MICROPHONE: MediaTrackConstraints = {
  echoCancellation: true,
  noiseSuppression: true,
  autoGainControl: true,
};

const NOTHING: LocalMediaView = {
  settled: false,
  stream: null,
  screenStream: null,
  camera: false,
  microphone: false,
  screen: false,
  devices: { camera: [], microphone: [], speaker: [] },
  chosen: { camera: null, microphone: null, speaker: null },
  problems: { camera: null, microphone: null, screen: null },
};

/**
 * The own camera, microphone and screen. Camera off stops the track, so that its light goes out; the microphone is
 * only silenced, so that unmuting takes no time. Requests run one after the other: browsers mix up parallel ones.
 */
export class LocalMedia {
  readonly #platform: Platform;
  readonly #changed: () => void;
  #view = NOTHING;
  #tracks: { [Name in keyof Tracks]: MediaStreamTrack | null } = {
    microphone: null,
    camera: null,
    screen: null,
    screenSound: null,
  };
  #queue: Promise<void> = Promise.resolve();
  /** Raised by `stop`: what was asked for before is no longer wanted. */
  #life = 0;
  /** Turned off by the person: nothing but the person turns these on again. */
  readonly #off = new Set<Input>();
  #meter: MicrophoneMeter | null = null;

  constructor(platform: Platform, changed: () => void) {
    this.#platform = platform;
    this.#changed = changed;
  }

  get view(): LocalMediaView {
    return this.#view;
  }

  get tracks(): Tracks {
    return this.#tracks;
  }

  get media(): Media {
    return { audio: this.#view.microphone, video: this.#view.camera, screen: this.#view.screen };
  }

  /** Asks for what is missing: both at once where possible, so that people are asked once. */
  open(): void {
    this.#platform.devices?.addEventListener("devicechange", this.#listDevices);
    this.#enqueue(async (life) => {
      const missing = (["camera", "microphone"] as const).filter(
        (input) => !this.#tracks[input] && !(input === "camera" && this.#off.has(input)),
      );
      const together = missing.length === 2 && (await this.#acquire(life, missing, false));
      if (!together) {
        for (const input of missing) {
          await this.#acquire(life, [input], true);
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
      this.#enqueue((life) => this.#acquire(life, ["microphone"], true));
    }
  }

  setCamera(on: boolean): void {
    this.#off[on ? "delete" : "add"]("camera");
    this.#enqueue(async (life) => {
      if (!on) {
        this.#drop("camera");
      } else if (!this.#tracks.camera) {
        await this.#acquire(life, ["camera"], true);
      }
    });
  }

  chooseDevice(kind: DeviceKind, id: string): void {
    this.#change({ chosen: { ...this.#view.chosen, [kind]: id } });
    if (kind !== "speaker" && (kind === "microphone" || this.#tracks.camera)) {
      this.#enqueue((life) => this.#acquire(life, [kind], true));
    }
  }

  shareScreen(): void {
    this.#enqueue(async (life) => {
      if (this.#tracks.screen) {
        return;
      }
      try {
        const devices = this.#required();
        const stream = await devices.getDisplayMedia({ video: { frameRate: { max: 15 } }, audio: true });
        const [screen, sound] = [stream.getVideoTracks()[0] ?? null, stream.getAudioTracks()[0] ?? null];
        if (life !== this.#life || !screen) {
          stopAll(stream);
          return;
        }
        // Text must stay readable: rather fewer frames than fewer pixels.
        screen.contentHint = "detail";
        screen.onended = () => this.stopSharing();
        this.#tracks = { ...this.#tracks, screen, screenSound: sound };
        this.#change({ screen: true, screenStream: this.#platform.mediaStream([screen]) });
        this.#problem("screen", null);
      } catch (error) {
        this.#problem("screen", mediaProblem(error));
      }
    });
  }

  stopSharing(): void {
    this.#tracks.screen?.stop();
    this.#tracks.screenSound?.stop();
    this.#tracks = { ...this.#tracks, screen: null, screenSound: null };
    this.#change({ screen: false, screenStream: null });
  }

  /** Frees every device. `open` may be called again. */
  stop(): void {
    this.#life += 1;
    for (const track of Object.values(this.#tracks)) {
      track?.stop();
    }
    this.#tracks = { microphone: null, camera: null, screen: null, screenSound: null };
    this.#meter?.close();
    this.#meter = null;
    this.#change({
      settled: false,
      stream: null,
      screenStream: null,
      camera: false,
      microphone: false,
      screen: false,
    });
  }

  close(): void {
    this.stop();
    this.#platform.devices?.removeEventListener("devicechange", this.#listDevices);
  }

  level(): number {
    const track = this.#tracks.microphone;
    if (!track || typeof AudioContext === "undefined") {
      return 0;
    }
    if (this.#meter?.track !== track) {
      this.#meter?.close();
      this.#meter = new MicrophoneMeter(track);
    }
    return this.#meter.level();
  }

  /** True if all were got. `report`: say why not. */
  async #acquire(life: number, inputs: readonly Input[], report: boolean): Promise<boolean> {
    if (life !== this.#life) {
      return false;
    }
    try {
      const stream = await this.#required().getUserMedia(this.#constraints(inputs));
      if (life !== this.#life) {
        stopAll(stream);
        return false;
      }
      for (const track of stream.getTracks()) {
        this.#adopt(track.kind === "video" ? "camera" : "microphone", track);
      }
      return true;
    } catch (error) {
      if (report && life === this.#life) {
        for (const input of inputs) {
          this.#choose(input, this.#tracks[input]);
          this.#problem(input, mediaProblem(error));
        }
      }
      return false;
    }
  }

  #constraints(inputs: readonly Input[]): MediaStreamConstraints {
    const { chosen } = this.#view;
    const of = (input: Input, base: MediaTrackConstraints) => {
      const deviceId = chosen[input];
      return inputs.includes(input) && { ...base, ...(deviceId && { deviceId: { exact: deviceId } }) };
    };
    return { video: of("camera", CAMERA), audio: of("microphone", MICROPHONE) };
  }

  #adopt(input: Input, track: MediaStreamTrack): void {
    const former = this.#tracks[input];
    track.enabled = !this.#off.has(input);
    former?.stop();
    // Unplugged, or permission taken back: not our own `stop`, which fires no event.
    track.onended = () => this.#tracks[input] === track && this.#lost(input);
    this.#tracks = { ...this.#tracks, [input]: track };
    this.#choose(input, track);
    const shown = input === "camera" ? { stream: this.#platform.mediaStream([track]) } : {};
    this.#change({ [input]: track.enabled, ...shown });
    this.#problem(input, null);
  }

  /** Tries once with whatever device is left. */
  #lost(input: Input): void {
    this.#drop(input);
    this.#choose(input, null);
    this.#enqueue((life) => this.#acquire(life, [input], true));
  }

  /** What is in use counts, not what was asked for: a device that cannot be had must not be asked for again. */
  #choose(input: Input, track: MediaStreamTrack | null): void {
    this.#change({ chosen: { ...this.#view.chosen, [input]: track?.getSettings().deviceId ?? null } });
  }

  #drop(input: Input): void {
    this.#tracks[input]?.stop();
    this.#tracks = { ...this.#tracks, [input]: null };
    this.#change({ [input]: false, ...(input === "camera" && { stream: null }) });
  }

  readonly #listDevices = async (): Promise<void> => {
    const all = (await this.#platform.devices?.enumerateDevices().catch(() => [])) ?? [];
    const of = (kind: MediaDeviceKind) =>
      all
        .filter((device) => device.kind === kind && device.deviceId !== "")
        .map(({ deviceId, label }) => ({ id: deviceId, label }));
    this.#change({
      devices: { camera: of("videoinput"), microphone: of("audioinput"), speaker: of("audiooutput") },
    });
  };

  #required(): MediaDevices {
    if (!this.#platform.devices) {
      throw new DOMException("Cameras and microphones need https or localhost.", "SecurityError");
    }
    return this.#platform.devices;
  }

  #problem(what: keyof LocalMediaView["problems"], problem: MediaProblem | null): void {
    this.#change({ problems: { ...this.#view.problems, [what]: problem } });
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

function stopAll(stream: MediaStream): void {
  for (const track of stream.getTracks()) {
    track.stop();
  }
}
