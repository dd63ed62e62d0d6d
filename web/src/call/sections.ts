import type { Limits } from "./ladder";

/** What a link carries, or nothing; the four sections of every connection, in their order. */
export type Tracks = {
  readonly microphone: MediaStreamTrack | null;
  readonly camera: MediaStreamTrack | null;
  readonly screen: MediaStreamTrack | null;
  readonly screenSound: MediaStreamTrack | null;
};

export const NO_TRACKS: Tracks = { microphone: null, camera: null, screen: null, screenSound: null };

type Name = keyof Tracks;

const KINDS: readonly (readonly [Name, "audio" | "video"])[] = [
  ["microphone", "audio"],
  ["camera", "video"],
  ["screen", "video"],
  ["screenSound", "audio"],
];

export type Sections = Readonly<Record<Name, RTCRtpTransceiver>>;

/**
 * The first side makes all four sections before its first offer, so that nothing later needs negotiation.
 *
 * Sound and picture that belong together share a stream id: receivers keep them in step only then.
 */
export function createSections(connection: RTCPeerConnection, newStream: () => MediaStream): Sections {
  const [person, display] = [newStream(), newStream()];
  const transceivers = KINDS.map(([name, kind]) =>
    connection.addTransceiver(kind, { direction: "sendrecv", streams: [streamOf(name, person, display)] }),
  );
  return named(transceivers);
}

/** The other side takes them over from the offer, and says before answering that it will send, too. */
export function adoptSections(connection: RTCPeerConnection, newStream: () => MediaStream): Sections {
  const [person, display] = [newStream(), newStream()];
  const sections = named(connection.getTransceivers());
  for (const [name] of KINDS) {
    sections[name].direction = "sendrecv";
    sections[name].sender.setStreams?.(streamOf(name, person, display));
  }
  return sections;
}

function streamOf(name: Name, person: MediaStream, display: MediaStream): MediaStream {
  return name === "microphone" || name === "camera" ? person : display;
}

function named(transceivers: readonly RTCRtpTransceiver[]): Sections {
  const [microphone, camera, screen, screenSound] = transceivers;
  if (!microphone || !camera || !screen || !screenSound) {
    throw new Error(`expected four media sections, found ${transceivers.length}`);
  }
  return { microphone, camera, screen, screenSound };
}

/** What each sender was last asked to carry: `sender.track` says so only once a replacement is through. */
const asked = new WeakMap<RTCRtpSender, MediaStreamTrack | null>();

/** Replaces what differs. Resolves when the connection has taken over all of it; a stopped sender is ignored. */
export async function carry(sections: Sections, tracks: Tracks): Promise<void> {
  await Promise.all(KINDS.map(([name]) => put(sections[name].sender, tracks[name])));
}

async function put(sender: RTCRtpSender, track: MediaStreamTrack | null): Promise<void> {
  const present = asked.has(sender) ? asked.get(sender) : sender.track;
  if (present === track) {
    return;
  }
  asked.set(sender, track);
  // Refused, it still carries what it did: ask again next time.
  await sender.replaceTrack(track).catch(() => asked.delete(sender));
}

/** Newer than the types. */
type Encoding = RTCRtpEncodingParameters & {
  codec?: RTCRtpCodecParameters | undefined;
  /** More of the sound in each packet where there is little room. */
  adaptivePtime?: boolean;
};

/** Every change of a sender's parameters waits for the one before, or the browser refuses it. */
const changes = new WeakMap<RTCRtpSender, Promise<void>>();

export function limit({ camera, microphone }: Sections, limits: Limits): void {
  change(camera.sender, (encoding, codecs) => {
    encoding.active = limits.camera !== null;
    encoding.codec = limits.camera ? undefined : codecs.find(isAnother);
    if (limits.camera) {
      encoding.scaleResolutionDownBy = limits.camera.scale;
      encoding.maxFramerate = limits.camera.framesPerSecond;
      set(encoding, limits.camera.bitrate);
    }
  });
  change(microphone.sender, (encoding) => {
    encoding.adaptivePtime = true;
    set(encoding, limits.soundBitrate);
  });
}

/**
 * Puts a camera on its sender, which must not send yet: once it may (`limit`), its encoder has its size and loses no
 * picture. A browser that does not promise silence gets no camera. `wanted`: by then; undefined: leave all as it is.
 */
export async function hold(
  { camera: { sender } }: Sections,
  wanted: () => MediaStreamTrack | null | undefined,
): Promise<void> {
  change(sender, (encoding) => {
    if (wanted() !== undefined) {
      encoding.active = false;
    }
  });
  await changes.get(sender);
  const track = wanted();
  if (track !== undefined && sender.getParameters().encodings[0]?.active === false) {
    await put(sender, track);
  }
}

/** Not the first: a browser that changes the codec forgets what it would still have sent again, for ten seconds. */
function isAnother(
  { mimeType }: RTCRtpCodecParameters,
  index: number,
  codecs: readonly RTCRtpCodecParameters[],
): boolean {
  return index > 0 && mimeType !== codecs[0]?.mimeType && !/\/(rtx|red|ulpfec|flexfec)/i.test(mimeType);
}

function change(
  sender: RTCRtpSender,
  edit: (encoding: Encoding, codecs: readonly RTCRtpCodecParameters[]) => void,
): void {
  const changed = (changes.get(sender) ?? Promise.resolve()).then(async () => {
    const parameters = sender.getParameters();
    for (const encoding of parameters.encodings) {
      edit(encoding, parameters.codecs);
    }
    await sender.setParameters(parameters);
  });
  // A sender that refuses keeps what it has: too much or too little, but it sends.
  changes.set(
    sender,
    changed.catch(() => undefined),
  );
}

function set(encoding: RTCRtpEncodingParameters, bitrate: number | null): void {
  if (bitrate === null) {
    delete encoding.maxBitrate;
  } else {
    encoding.maxBitrate = bitrate;
  }
}

/**
 * Connections start at 300 kbit/s, far too little for the first full frame of any but the smallest camera: sent at half
 * size it is there in half the time (measured in Chromium: at 720p 120 ms instead of 250, at 480 lines 72 instead of 142).
 */
export function firstScale(camera: MediaStreamTrack | null): number {
  return (camera?.getSettings().height ?? 0) > 240 ? 2 : 1;
}
