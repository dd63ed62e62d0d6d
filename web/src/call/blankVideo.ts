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
  const show = ({ width = 2, height = 2 }: MediaTrackSettings) => {
    // Colors come at half the size.
    const [codedWidth, codedHeight] = [width & ~1, height & ~1];
    const gray = new Uint8Array(codedWidth * codedHeight * 1.5).fill(128);
    const frame = new VideoFrame(gray, { format: "I420", codedWidth, codedHeight, timestamp: 0 });
    // A track that has ended takes no more.
    writer.write(frame).catch(() => undefined);
  };
  return { track, show };
}
