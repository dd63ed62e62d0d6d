import type { Timers } from "./platform";

/** The part of a MediaRecorder that this uses. */
export type RecorderLike = Pick<MediaRecorder, "start" | "stop" | "state"> & {
  ondataavailable: ((event: BlobEvent) => void) | null;
  onstop: ((event: Event) => void) | null;
  onerror: ((event: Event) => void) | null;
};

export type RecorderMaker = (track: MediaStreamTrack) => RecorderLike;

export function canRecord(): boolean {
  return typeof MediaRecorder === "function";
}

const inBrowser: RecorderMaker = (track) => new MediaRecorder(new MediaStream([track])) as RecorderLike;

/**
 * Some seconds of one's own voice, to be played back here and nowhere else: it stays in this page's memory.
 * The microphone is left as it is. Null where the browser cannot record it, or `signal` ends it early.
 */
export function recordClip(
  track: MediaStreamTrack,
  ms: number,
  timers: Timers,
  signal: AbortSignal,
  make: RecorderMaker = inBrowser,
): Promise<Blob | null> {
  return new Promise((resolve) => {
    const parts: Blob[] = [];
    try {
      const recorder = make(track);
      const stop = () => recorder.state !== "inactive" && recorder.stop();
      const cancel = timers.after(ms, stop);
      recorder.ondataavailable = ({ data }) => data.size > 0 && parts.push(data);
      recorder.onerror = () => resolve(null);
      recorder.onstop = () => {
        cancel();
        const whole = new Blob(parts, { type: parts[0]?.type ?? "" });
        resolve(signal.aborted || whole.size === 0 ? null : whole);
      };
      signal.addEventListener("abort", stop, { once: true });
      recorder.start();
    } catch {
      resolve(null);
    }
  });
}
