/**
 * The call as the pages see it. Pages are written against this file alone:
 *
 *     const call = new CallSession({ interviewId });      // callSession.ts
 *     useSyncExternalStore(call.subscribe, call.getSnapshot);
 *
 * Times are milliseconds since 1970 unless a name says otherwise.
 */

import type { Diagnostics } from "./diagnostics";
import type { Condition } from "./monitor";

export type PeerId = string;

export type Role = "admin" | "interviewer" | "student";

export type Person = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
};

/** What someone shows right now. `replaceTrack(null)` cannot be seen by the receiver, so only this counts. */
export type Media = {
  readonly audio: boolean;
  readonly video: boolean;
  readonly screen: boolean;
};

export type EndReason =
  /** This person pressed End Call (or End for everyone). */
  | "hung-up"
  /** Someone of the office pressed End for everyone. */
  | "ended-by-office"
  /** The office did not let this person in from the lobby. */
  | "not-let-in"
  /** The server showed this person out of a call they were in. */
  | "removed";

/** Close codes after which the page stops and says why (contract, section 5). */
export type RefusalCode = 4400 | 4401 | 4403 | 4410 | 4423 | 4425;

export type CallPhase =
  /** `open()` was not called yet, or the first answer of the server is not there yet. */
  | { readonly tag: "loading" }
  /** `pressed`: Start Call was pressed, the socket has yet to open or the lobby to let this person in. */
  | { readonly tag: "greenroom"; readonly pressed: boolean }
  /** In the call; nobody else has pressed Start Call yet, or everybody else has left. */
  | { readonly tag: "waiting" }
  /** Somebody else is in the call; no picture can flow yet. */
  | { readonly tag: "connecting" }
  /** `since`: when the first link of this call connected. A link in trouble does not leave this phase. */
  | { readonly tag: "connected"; readonly since: number }
  | { readonly tag: "ended"; readonly why: EndReason }
  /** `opensAt`: only for 4425, and only where the room has not opened yet. */
  | { readonly tag: "refused"; readonly code: RefusalCode; readonly opensAt: number | null }
  /** The call went on in another tab or device; `takeBack()` brings it here. */
  | { readonly tag: "moved" };

export type SignalState =
  /** The first attempt is under way. */
  | "connecting"
  | "open"
  /** The server cannot be reached at the moment; it is being tried. */
  | "reconnecting"
  /** One page too many of this person, in the green room: comes back when it is used. */
  | "paused";

/** `getUserMedia` and `getDisplayMedia` failures under stable names. */
export type MediaProblem =
  /** By the person, in the browser. */
  | "denied"
  /** The browser allows it, the settings of the computer or phone do not. */
  | "system"
  | "no-device"
  | "busy"
  | "insecure"
  | "unsupported"
  | "unknown";

export type DeviceKind = "camera" | "microphone" | "speaker";

/** `label` is empty until the browser has given permission. */
export type Device = { readonly id: string; readonly label: string };

export type LocalMedia = {
  /** False while the browser still asks for permission. */
  readonly settled: boolean;
  /** The own camera, without sound, for the preview; null while the camera is off or missing. */
  readonly stream: MediaStream | null;
  /** The own microphone, for its owner to hear back before the call; null while there is none. */
  readonly microphoneTrack: MediaStreamTrack | null;
  readonly screenStream: MediaStream | null;
  readonly camera: boolean;
  readonly microphone: boolean;
  readonly screen: boolean;
  readonly devices: {
    readonly camera: readonly Device[];
    readonly microphone: readonly Device[];
    readonly speaker: readonly Device[];
  };
  /** Device ids; null: the browser's default (or none). The page applies `speaker` with `setSinkId`. */
  readonly chosen: {
    readonly camera: string | null;
    readonly microphone: string | null;
    readonly speaker: string | null;
  };
  /** Why a camera, microphone or screen that was asked for is missing; there is none while this is not null. */
  readonly problems: {
    readonly camera: MediaProblem | null;
    readonly microphone: MediaProblem | null;
    readonly screen: MediaProblem | null;
  };
  /** Why the device chosen last could not be used; the one before it still is. */
  readonly unusable: {
    readonly camera: MediaProblem | null;
    readonly microphone: MediaProblem | null;
  };
};

export type Stage = "waiting" | "here" | "joined" | "away" | "gone";

export type GoneReason = "left" | "lost" | "moved" | "removed";

export type LinkState =
  | "new"
  | "connecting"
  /** The transport is up and carries nothing: at least one side has not pressed Start Call. */
  | "warm"
  /** Up, and both sides send. */
  | "connected"
  /** Was up; the network is in trouble and is being repaired. */
  | "interrupted"
  /** The repair has not succeeded so far; it is still being tried. */
  | "failed"
  | "closed";

/** One other person. There is never more than one entry per person. */
export type Other = {
  readonly peer: PeerId;
  readonly person: Person;
  readonly stage: Stage;
  /** They pressed Start Call; stays true while their socket is away. */
  readonly inCall: boolean;
  /** Only with stage `gone`. A `lost` one whose link is `connected` is still in the call. */
  readonly why: GoneReason | null;
  /** What they say they show; show a picture only where `media.video`. */
  readonly media: Media;
  /** Camera and sound together, for one `<video>`; there as soon as the link is warm. */
  readonly video: MediaStream | null;
  /** Shared screen and its sound; null while they share nothing. */
  readonly screen: MediaStream | null;
  readonly link: LinkState;
  readonly condition: Condition;
};

/** This page waits in the lobby: being there is knocking, and nothing is open to it yet. */
export type Lobby = {
  /** Somebody of the office is in the room. */
  readonly officeHere: boolean;
  /** The office asked to wait, perhaps with a few words. */
  readonly held: { readonly message: string } | null;
};

/** What the office answers to somebody in the lobby. `person`: their id. */
export type LobbyAnswer =
  | { readonly type: "admit" | "refuse"; readonly person: string }
  | { readonly type: "hold"; readonly person: string; readonly message?: string };

/** What becomes of an own message: on its way to somebody, with all who could get it, or with nobody. */
export type ChatFate = "sending" | "delivered" | "failed";

/** Text only. It is nowhere but in the pages of those who were in the call when it was written. */
export type ChatMessage = {
  /** Larger for later ones; this page's own count. */
  readonly id: number;
  /** Null: this person. */
  readonly from: Person | null;
  /** At most 2000 characters, without control characters. */
  readonly text: string;
  /** By this page's clock. */
  readonly at: number;
  /** Of own messages. */
  readonly fate: ChatFate | null;
};

export type CallSnapshot = {
  readonly phase: CallPhase;
  readonly signal: SignalState;
  /** The sign-in ended during a live call: show a banner, the call goes on. */
  readonly sessionLost: boolean;
  readonly self: { readonly peer: PeerId; readonly person: Person | null };
  readonly local: LocalMedia;
  /** Null: inside, or on the way there without a lobby. */
  readonly lobby: Lobby | null;
  /** Those who wait in the lobby too: only the office is told of them. */
  readonly others: readonly Other[];
  /** The latest 500, oldest first. */
  readonly chat: readonly ChatMessage[];
  readonly window: { readonly opensAt: number; readonly closesAt: number } | null;
  /** Server's clock minus this one's: `Date.now() + serverOffsetMs` is the server's time. */
  readonly serverOffsetMs: number;
};

/** What pages may do with the own camera, microphone and speaker, in a call or without one. */
export interface DeviceControls {
  setMicrophone(on: boolean): void;
  setCamera(on: boolean): void;
  chooseDevice(kind: DeviceKind, id: string): void;
  /** Asks for camera and microphone again, after `problems`. */
  retryMedia(): void;
  /** Loudness of the own microphone, 0 to 1. Cheap; poll it from requestAnimationFrame. */
  microphoneLevel(): number;
}

/** What pages may do with a call. Every command may be called at any time; one that makes no sense now does nothing. */
export interface Call extends DeviceControls {
  subscribe: (listener: () => void) => () => void;
  getSnapshot: () => CallSnapshot;
  /** Asks for camera and microphone and connects the socket: the green room. */
  open(): void;
  /** Start Call. Call it from a user gesture, so that sound may play. */
  startCall(): void;
  /** After `moved`: a new press that brings the call to this tab. */
  takeBack(): void;
  shareScreen(): void;
  stopSharing(): void;
  /** To everyone in the call. False: not sent; it is empty, nobody is there, or too much has yet to arrive. */
  sendChat(text: string): boolean;
  /** Hangs up; the phase becomes `ended` at once. */
  endCall(): void;
  /** Office only, and only while `signal` is `open`: everybody is shown `ended`. */
  endForEveryone(): void;
  /** Office only, and only while `signal` is `open`: to somebody in the lobby. Drops it otherwise. */
  answer(answer: LobbyAnswer): void;
  /** Numbers for people who look into a call; a plain value to poll while they are shown. */
  diagnostics(): Diagnostics;
  /** Leaves and frees everything; call it when the page goes away. The object cannot be used again. */
  close(): void;
}
