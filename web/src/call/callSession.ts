import { step } from "./callMachine";
import { type CallEvent, type CallState, type Effect, initialState, sameMedia } from "./callState";
import { type Diagnostics, diagnosticsOf } from "./diagnostics";
import { Links } from "./links";
import { LocalMedia } from "./localMedia";
import { offers } from "./offers";
import { findPeer, promisedBy } from "./peers";
import { browserPlatform, type PageEvent, type Platform } from "./platform";
import { defaultUrl, SignalSocket } from "./signalSocket";
import { reuse, snapshotOf } from "./snapshot";
import type { Call, CallSnapshot, DeviceKind, LobbyAnswer, PeerId, Person } from "./types";

/** A peer that no server mentions for this long is gone, unless media still flows. */
const EXPIRE_AFTER_MS = 60_000;

export type CallOptions = {
  readonly interviewId: string;
  /** Without query; the page's own server by default. */
  readonly wsUrl?: string;
  readonly platform?: Platform;
};

/** One visit to one interview room: hands what happens to the state machine and does what it answers. */
export class CallSession implements Call {
  readonly #platform: Platform;
  readonly #media: LocalMedia;
  readonly #socket: SignalSocket;
  readonly #links: Links;
  readonly #listeners = new Set<() => void>();
  #stopListening: () => void = () => undefined;
  #state: CallState;
  #snapshot: CallSnapshot;
  #queue: CallEvent[] = [];
  #running = false;
  #opened = false;
  #closed = false;
  #warm: () => void = () => undefined;
  /** Browsers hide addresses until they have given a device: `blind` links look again once there is one. */
  #sight: "none" | "blind" | "clear" = "none";

  constructor({ interviewId, wsUrl = defaultUrl(interviewId), platform = browserPlatform() }: CallOptions) {
    this.#platform = platform;
    this.#state = initialState(platform.newPeerId());
    this.#media = new LocalMedia(platform, () => this.#mediaChanged());
    this.#socket = new SignalSocket(wsUrl, platform, {
      message: (message) => this.#dispatch({ type: "message", message, now: platform.now() }),
      closed: (code, welcomed) =>
        this.#dispatch({
          type: "closed",
          code,
          welcomed,
          freshPeer: platform.newPeerId(),
          now: platform.now(),
        }),
    });
    const ready = new Promise<void>((resolve) => {
      this.#warm = resolve;
    });
    this.#links = new Links(platform, ready, {
      signal: (to, data) => this.#socket.send({ type: "signal", to, data }),
      transport: (peer, state) => this.#dispatch({ type: "transport", peer, state, now: platform.now() }),
      media: (peer, media) => this.#dispatch({ type: "peerMedia", peer, media }),
      promised: (peer) => promisedBy(this.#state, peer),
      personOf: (peer) => findPeer(this.#state, peer)?.person,
      pressed: () => this.#state.place.tag !== "greenroom",
      bye: (peer, ended) => this.#dispatch({ type: "peerBye", peer, ended }),
      changed: () => this.#publish(),
      doubtSocket: () => this.#socket.renew(),
    });
    this.#snapshot = this.#look();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly getSnapshot = (): CallSnapshot => this.#snapshot;

  open(): void {
    if (this.#opened || this.#closed) {
      return;
    }
    this.#opened = true;
    this.#stopListening = this.#platform.onPage((event) => this.#onPage(event));
    this.#media.open();
    void this.#platform.certificate().then((certificate) => {
      this.#links.setCertificate(certificate);
      if (!this.#closed) {
        this.#socket.connect(this.#state.self.peer, "now");
      }
    });
  }

  startCall(): void {
    this.#dispatch({ type: "pressed", now: this.#platform.now() });
  }

  takeBack(): void {
    this.#dispatch({ type: "takenBack", peer: this.#platform.newPeerId() });
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

  shareScreen(): void {
    this.#media.shareScreen();
  }

  stopSharing(): void {
    this.#media.stopSharing();
  }

  sendChat(text: string): boolean {
    return this.#links.chat.say(text);
  }

  endCall(): void {
    this.#dispatch({ type: "hungUp" });
  }

  endForEveryone(): void {
    this.#dispatch({ type: "endedForEveryone" });
  }

  answer(answer: LobbyAnswer): void {
    this.#socket.send(answer);
  }

  retryMedia(): void {
    this.#media.open();
  }

  microphoneLevel(): number {
    return this.#media.level();
  }

  diagnostics(): Diagnostics {
    return diagnosticsOf(this.#state, (peer) => this.#links.diagnostics(peer), this.#platform.now());
  }

  close(): void {
    if (this.#closed) {
      return;
    }
    this.endCall();
    this.#closed = true;
    this.#stopListening();
    this.#socket.close();
    this.#media.stop();
    this.#listeners.clear();
  }

  /** Events that effects cause wait their turn: the machine never runs inside itself. */
  #dispatch(event: CallEvent): void {
    if (this.#closed) {
      return;
    }
    this.#queue.push(event);
    if (this.#running) {
      return;
    }
    this.#running = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) {
        const { state, effects } = step(this.#state, next);
        this.#state = state;
        for (const effect of effects) {
          this.#perform(effect);
        }
      }
    } finally {
      // A browser that refuses one thing (a TURN address it cannot read) must not silence all that follows.
      this.#running = false;
      this.#publish();
    }
  }

  #perform(effect: Effect): void {
    switch (effect.do) {
      case "connect":
        return this.#socket.connect(this.#state.self.peer, effect.pace);
      case "disconnect":
        return this.#socket.close();
      case "join": {
        this.#mayNegotiate();
        const { media, seat } = effect;
        return this.#socket.send({ type: "join", media, ...(seat !== null && { seat }) });
      }
      case "sendMedia":
        return this.#socket.send({ type: "media", media: effect.media });
      case "leave":
        return this.#socket.send({ type: "leave" });
      case "endForEveryone":
        return this.#socket.send({ type: "end" });
      case "openMedia":
        return this.#media.open();
      case "stopMedia":
        this.#sight = "none";
        return this.#media.stop();
      case "setIce":
        return this.#links.setIce(effect.ice);
      case "receive":
        return this.#links.receive(effect.peer, effect.data);
      case "resume":
        return this.#links.resume(effect.peer);
      case "expireLater":
        this.#platform.after(EXPIRE_AFTER_MS, () => this.#dispatch({ type: "expired", peer: effect.peer }));
        return;
      case "sayBye":
        return this.#links.sayBye(effect.ended);
      case "link":
        return this.#link(effect.peer, effect.person);
      case "unlink":
        return this.#links.close(effect.peer);
      case "attach":
      case "hold":
      case "detach":
        return this.#links[effect.do](effect.peer);
    }
  }

  #link(peer: PeerId, person: Person): void {
    const { self } = this.#state;
    if (self.person) {
      const own = { peer: self.peer, role: self.person.role };
      this.#links.open(peer, offers(own, { peer, role: person.role }));
    }
  }

  #mediaChanged(): void {
    const { media, tracks, view } = this.#media;
    this.#links.show(tracks, media);
    if (view.settled) {
      this.#mayNegotiate();
    }
    if (!sameMedia(media, this.#state.media)) {
      this.#dispatch({ type: "mediaChanged", media });
    } else {
      this.#publish();
    }
  }

  /** Links may negotiate: the browser has answered, or the person does not wait for it. */
  #mayNegotiate(): void {
    const { camera, microphone } = this.#media.tracks;
    if (camera || microphone) {
      if (this.#sight === "blind") {
        this.#links.restartIce();
      }
      this.#sight = "clear";
    } else if (this.#sight === "none") {
      this.#sight = "blind";
    }
    this.#warm();
  }

  #onPage(event: PageEvent): void {
    switch (event) {
      case "hide":
        this.#socket.send({ type: "leave" });
        return this.#links.sayBye();
      case "restored":
        return this.#dispatch({ type: "restored", peer: this.#platform.newPeerId() });
      case "hidden":
        return this.#links.restLater();
      case "awake":
        this.#media.wake();
        this.#links.wake();
        return this.#socket.hurry();
      case "used":
        return this.#socket.used();
    }
  }

  #publish(): void {
    const next = reuse(this.#snapshot, this.#look());
    if (this.#running || next === this.#snapshot) {
      return;
    }
    this.#snapshot = next;
    for (const listener of this.#listeners) {
      listener();
    }
  }

  #look(): CallSnapshot {
    return snapshotOf(this.#state, this.#media.view, this.#links);
  }
}
