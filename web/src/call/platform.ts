import type { Input } from "./constraints";
import type { PeerId } from "./types";

export interface Timers {
  now(): number;
  /** Calls `action` once after `delayMs`; the answer cancels it. */
  after(delayMs: number, action: () => void): () => void;
}

/** The part of a WebSocket that the call uses. */
export type SocketLike = Pick<WebSocket, "send" | "close" | "readyState"> & {
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
};

export type PageEvent =
  /** The page goes away, perhaps for good. */
  | "hide"
  /** The browser brought the page back from its cache, as it was. */
  | "restored"
  /** In the background from now on. */
  | "hidden"
  /** Visible again, or the network is back: what was waiting should try at once. */
  | "awake"
  /** The person touched the page. */
  | "used";

/** Everything the call needs from the world, so that tests can stand in for it. */
export interface Platform extends Timers {
  openSocket(url: string): SocketLike;
  createConnection(configuration: RTCConfiguration): RTCPeerConnection;
  /** One per page, so that fingerprints survive a rebuilt connection; undefined where it cannot be made. */
  certificate(): Promise<RTCCertificate | undefined>;
  /** False on plain http, where browsers give nobody a camera. */
  readonly secure: boolean;
  /** In the background, where browsers slow everything down. */
  readonly hidden: boolean;
  /** Undefined where the browser has none to give: on an insecure page, or inside some apps. */
  readonly devices: MediaDevices | undefined;
  /** What the browser itself would answer this page; null where it does not say. */
  permission(input: Input): Promise<PermissionState | null>;
  mediaStream(tracks: MediaStreamTrack[]): MediaStream;
  random(): number;
  /** 32 random bytes that nobody can guess. */
  nonce(): Uint8Array;
  /** SHA-256. */
  digest(bytes: Uint8Array): Promise<Uint8Array>;
  newPeerId(): PeerId;
  /** Answers a function that stops listening. */
  onPage(listener: (event: PageEvent) => void): () => void;
}

const SUBPROTOCOL = "vivavoce.v1";

let pageCertificate: Promise<RTCCertificate | undefined> | undefined;

export function browserPlatform(): Platform {
  return {
    now: () => Date.now(),
    after: (delayMs, action) => {
      const timer = window.setTimeout(action, delayMs);
      return () => window.clearTimeout(timer);
    },
    openSocket: (url) => new WebSocket(url, SUBPROTOCOL),
    createConnection: (configuration) => new RTCPeerConnection(configuration),
    certificate: () => {
      pageCertificate ??= makeCertificate();
      return pageCertificate;
    },
    secure: window.isSecureContext,
    get hidden() {
      return document.hidden;
    },
    // Older browsers inside apps have the object and nothing in it.
    devices: typeof navigator.mediaDevices?.getUserMedia === "function" ? navigator.mediaDevices : undefined,
    permission,
    mediaStream: (tracks) => new MediaStream(tracks),
    random: () => Math.random(),
    nonce: () => crypto.getRandomValues(new Uint8Array(32)),
    digest: async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", Uint8Array.from(bytes))),
    newPeerId,
    onPage,
  };
}

async function permission(input: Input): Promise<PermissionState | null> {
  try {
    return (await navigator.permissions.query({ name: input })).state;
  } catch {
    return null;
  }
}

async function makeCertificate(): Promise<RTCCertificate | undefined> {
  try {
    // Firefox and Chromium both default to this curve; naming it keeps every page alike.
    return await RTCPeerConnection.generateCertificate({
      name: "ECDSA",
      namedCurve: "P-256",
    } as EcKeyGenParams);
  } catch {
    return undefined;
  }
}

/** 132 random bits as 22 characters of base64url. */
function newPeerId(): PeerId {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const bytes = crypto.getRandomValues(new Uint8Array(22));
  return Array.from(bytes, (byte) => alphabet.charAt(byte % 64)).join("");
}

function onPage(listener: (event: PageEvent) => void): () => void {
  const stop = new AbortController();
  const options = { signal: stop.signal };
  window.addEventListener("pagehide", () => listener("hide"), options);
  window.addEventListener("pageshow", (event) => event.persisted && listener("restored"), options);
  window.addEventListener("online", () => listener("awake"), options);
  const onVisibility = () => listener(document.hidden ? "hidden" : "awake");
  document.addEventListener("visibilitychange", onVisibility, options);
  for (const use of ["pointerdown", "keydown"]) {
    window.addEventListener(use, () => listener("used"), { ...options, passive: true });
  }
  return () => stop.abort();
}
