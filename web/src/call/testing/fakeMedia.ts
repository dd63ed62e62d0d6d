type Handler = (() => void) | null;

export class FakeTrack {
  readonly kind: string;
  readonly device: string;
  enabled = true;
  readyState: "live" | "ended" = "live";
  contentHint = "";
  muted = false;
  onended: Handler = null;
  onmute: Handler = null;

  constructor(kind: string, device: string) {
    this.kind = kind;
    this.device = device;
  }

  stop(): void {
    this.readyState = "ended";
  }

  /** The device is gone: what a browser does then, and never after `stop`. */
  unplug(): void {
    this.readyState = "ended";
    this.onended?.();
  }

  /** The system takes the device for itself, as iOS does for a phone call. */
  interrupt(): void {
    this.muted = true;
    this.onmute?.();
  }

  getSettings(): MediaTrackSettings {
    return { deviceId: this.device, ...(this.kind === "video" && { height: 720 }) };
  }
}

export class FakeStream {
  readonly tracks: readonly FakeTrack[];

  constructor(tracks: readonly FakeTrack[]) {
    this.tracks = tracks;
  }

  getTracks(): readonly FakeTrack[] {
    return this.tracks;
  }

  getVideoTracks(): FakeTrack[] {
    return this.tracks.filter(({ kind }) => kind === "video");
  }

  getAudioTracks(): FakeTrack[] {
    return this.tracks.filter(({ kind }) => kind === "audio");
  }
}

type Constraint = boolean | { deviceId?: { exact?: string } } | undefined;

/** Cameras, microphones and people who answer the browser's question. */
export class FakeDevices extends EventTarget {
  cameras = ["cam-1", "cam-2"];
  microphones = ["mic-1"];
  /** Name of the error that the next requests for this kind end with. */
  failing: { video?: string; audio?: string; screen?: string } = {};
  readonly made: FakeTrack[] = [];
  requests = 0;
  /** While set, requests wait for it: the person has not answered yet. */
  answer: Promise<void> | null = null;

  async getUserMedia({ video, audio }: { video: Constraint; audio: Constraint }): Promise<FakeStream> {
    this.requests += 1;
    await this.answer;
    const wanted = [
      ...(video ? [this.#make("video", this.cameras, video)] : []),
      ...(audio ? [this.#make("audio", this.microphones, audio)] : []),
    ];
    this.made.push(...wanted);
    return new FakeStream(wanted);
  }

  async getDisplayMedia(): Promise<FakeStream> {
    if (this.failing.screen) {
      throw new DOMException("no", this.failing.screen);
    }
    const screen = new FakeTrack("video", "screen");
    this.made.push(screen);
    return new FakeStream([screen]);
  }

  async enumerateDevices(): Promise<{ kind: string; deviceId: string; label: string }[]> {
    const inputs = (kind: string, ids: string[]) =>
      ids.map((deviceId) => ({ kind, deviceId, label: deviceId }));
    return [...inputs("videoinput", this.cameras), ...inputs("audioinput", this.microphones)];
  }

  get live(): FakeTrack[] {
    return this.made.filter(({ readyState }) => readyState === "live");
  }

  #make(kind: "video" | "audio", devices: readonly string[], constraint: Constraint): FakeTrack {
    const failure = this.failing[kind];
    if (failure) {
      throw new DOMException("no", failure);
    }
    const exact = typeof constraint === "object" ? constraint.deviceId?.exact : undefined;
    const device = devices.find((id) => exact === undefined || id === exact);
    if (device === undefined) {
      throw new DOMException("none", exact === undefined ? "NotFoundError" : "OverconstrainedError");
    }
    return new FakeTrack(kind, device);
  }
}
