import { adjust } from "./sections";

/** A moving picture of nothing; `stop` frees it. */
export type Blank = { readonly track: MediaStreamTrack; stop(): void };

/**
 * Makes the encoder of a camera before there is a camera to send. Browsers make it when the first frame comes, and
 * that is half of the time from the press to the picture (Chromium: 62 ms from `replaceTrack` to the frame shown,
 * 31 with an encoder that is there). A blank picture does it; `active: false` keeps every frame of it here.
 *
 * @param enough when the blank picture has done its work, or the sender is needed
 * @param unused whether nothing is meant to be sent, still
 */
export async function warmUp(
  sender: RTCRtpSender,
  blank: Blank,
  enough: Promise<void>,
  unused: () => boolean,
): Promise<void> {
  try {
    await adjust(sender, { active: false });
    if (unused()) {
      await sender.replaceTrack(blank.track);
      await enough;
      if (unused()) {
        await sender.replaceTrack(null);
      }
    }
  } catch {
    // A cold encoder is slow at first, nothing worse.
  } finally {
    blank.stop();
    await adjust(sender, { active: true }).catch(() => undefined);
  }
}
