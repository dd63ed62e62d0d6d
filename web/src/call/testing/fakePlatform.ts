import type { PageEvent, Platform, SocketLike } from "../platform";
import { FakeDevices, FakeStream, type FakeTrack } from "./fakeMedia";
import type { FakeNetwork } from "./fakeNetwork";
import type { FakeTimers } from "./fakeTimers";

/** One page: its own devices and events; clock, network and server are shared with the other pages. */
export class FakePlatform implements Platform {
  readonly fakeDevices = new FakeDevices();
  readonly devices = this.fakeDevices as unknown as MediaDevices;
  secure = true;
  hidden = false;
  permissions: PermissionState | null = null;
  readonly now: FakeTimers["now"];
  readonly after: FakeTimers["after"];
  readonly createConnection: (configuration: RTCConfiguration) => RTCPeerConnection;
  readonly openSocket: (url: string) => SocketLike;
  readonly #name: string;
  #peers = 0;
  #nonces = 0;
  #listener: ((event: PageEvent) => void) | null = null;

  constructor(
    name: string,
    timers: FakeTimers,
    network: FakeNetwork,
    openSocket: (url: string) => SocketLike,
  ) {
    this.#name = name;
    this.now = timers.now;
    this.after = timers.after;
    this.createConnection = network.create;
    this.openSocket = openSocket;
  }

  certificate(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  permission(): Promise<PermissionState | null> {
    return Promise.resolve(this.permissions);
  }

  mediaStream(tracks: MediaStreamTrack[]): MediaStream {
    return new FakeStream(tracks as unknown as FakeTrack[]) as unknown as MediaStream;
  }

  random(): number {
    return 0.5;
  }

  nonce(): Uint8Array {
    this.#nonces += 1;
    return new Uint8Array(32).fill(this.#nonces);
  }

  async digest(bytes: Uint8Array): Promise<Uint8Array> {
    return new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes)));
  }

  newPeerId(): string {
    this.#peers += 1;
    return `${this.#name}-${this.#peers}`;
  }

  onPage(listener: (event: PageEvent) => void): () => void {
    this.#listener = listener;
    return () => {
      this.#listener = null;
    };
  }

  happens(event: PageEvent): void {
    this.#listener?.(event);
  }
}
