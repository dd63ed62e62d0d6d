/** A track that shows one gray frame, when asked. */
export type BlankVideo = {
  readonly track: MediaStreamTrack;
  show(size: MediaTrackSettings): void;
};

/** Chromium's own, and newer than the types. */
declare const MediaStreamTrackGenerator:
  | (new (init: {
      readonly kind: "video";
    }) => MediaStreamTrack & { readonly writable: WritableStream<VideoFrame> })
  | undefined;

/** Null where the browser makes none. Made early: a stream that has just been made takes nothing yet. */
export function blankVideo(): BlankVideo | null {
  if (typeof MediaStreamTrackGenerator === "undefined") {
    return null;
  }
  const track = new MediaStreamTrackGenerator({ kind: "video" });
  const writer = track.writable.getWriter();
  const show = ({ width = 0, height = 0 }: MediaTrackSettings) => {
    const frame = grayFrame(even(width), even(height));
    // A stopped track takes no more.
    if (frame) writer.write(frame).catch(() => undefined);
  };
  return { track, show };
}

function grayFrame(codedWidth: number, codedHeight: number): VideoFrame | null {
  const gray = new Uint8Array((codedWidth * codedHeight * 3) / 2).fill(128);
  return gray.length > 0
    ? new VideoFrame(gray, { format: "I420", codedWidth, codedHeight, timestamp: 0 })
    : null;
}

/** Colors come at half the size. */
const even = (size: number) => size - (size % 2);
