import { LocalMedia } from "./localMedia";
import { browserPlatform, type Platform } from "./platform";
import type { DeviceControls, DeviceKind, LocalMedia as LocalMediaView } from "./types";

/** The own camera, microphone and speaker where there is no call: nobody else is connected to it. */
export class OwnDevices implements DeviceControls {
  readonly #media: LocalMedia;
  readonly #listeners = new Set<() => void>();
  #view: LocalMediaView;

  constructor(platform: Platform = browserPlatform()) {
    this.#media = new LocalMedia(platform, () => this.#publish());
    this.#view = this.#media.view;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): LocalMediaView => this.#view;

  open(): void {
    this.#media.open();
  }

  setMicrophone(on: boolean): void {
    this.#media.setMicrophone(on);
  }

  setCamera(on: boolean): void {
    this.#media.setCamera(on);
  }

  chooseDevice(kind: DeviceKind, id: string): void {
    this.#media.chooseDevice(kind, id);
  }

  retryMedia(): void {
    this.#media.open();
  }

  microphoneLevel(): number {
    return this.#media.level();
  }

  /** Frees every device. */
  close(): void {
    this.#listeners.clear();
    this.#media.stop();
  }

  #publish(): void {
    this.#view = this.#media.view;
    for (const listener of this.#listeners) listener();
  }
}
