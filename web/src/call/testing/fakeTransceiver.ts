import { FakeTrack } from "./fakeMedia";
import type { FakeNetwork } from "./fakeNetwork";

type Parameters = { encodings: RTCRtpEncodingParameters[]; codecs: readonly { mimeType: string }[] };

const CODECS = ["VP8", "rtx", "H264"].map((name) => ({ mimeType: `video/${name}` }));

/** One section of a connection. `sends` hears of each track that begins to go out, and how much smaller it is. */
export class FakeTransceiver {
  readonly kind: string;
  direction: string;
  streams = 0;
  encoding: RTCRtpEncodingParameters = {};
  /** What goes out. */
  out: FakeTrack | null = null;
  readonly receiver: { readonly track: FakeTrack };
  readonly sender: {
    track: FakeTrack | null;
    replaceTrack(track: FakeTrack | null): Promise<void>;
    getParameters(): Parameters;
    setParameters(parameters: Parameters): Promise<void>;
    setStreams(): void;
  };
  readonly #sends: (track: FakeTrack, scale: number) => void;

  constructor(
    kind: string,
    direction: string,
    network: FakeNetwork,
    sends: (track: FakeTrack, scale: number) => void,
  ) {
    this.kind = kind;
    this.direction = direction;
    this.#sends = sends;
    this.receiver = { track: new FakeTrack(kind, "received") };
    this.sender = {
      track: null,
      replaceTrack: async (track) => {
        // The track changes in a later task, as in browsers.
        await null;
        await null;
        this.sender.track = track;
        this.#send();
      },
      getParameters: () => ({ encodings: [{ ...this.encoding }], codecs: CODECS }),
      setParameters: async ({ encodings }) => {
        this.encoding = { ...encodings[0], ...(!network.obeysActive && { active: true }) };
        this.#send();
      },
      setStreams: () => {
        this.streams += 1;
      },
    };
  }

  /** A track whose sender may not send has not gone out. */
  #send(): void {
    const before = this.out;
    this.out = this.encoding.active === false ? null : this.sender.track;
    if (this.out && this.out !== before) {
      this.#sends(this.out, this.encoding.scaleResolutionDownBy ?? 1);
    }
  }
}
