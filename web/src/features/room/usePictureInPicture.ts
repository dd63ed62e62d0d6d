import { useEffect, useState } from "react";
import type { Other } from "../../call/types";
import { pictureKey, usePictures } from "./pictures";
import { tileOf } from "./tiles";

export type PictureInPicture = { readonly on: boolean; readonly toggle: () => void };

/** The other person's picture in a small window of its own; null where the browser has none, or nobody is to be seen. */
export function usePictureInPicture(others: readonly Other[]): PictureInPicture | null {
  const pictures = usePictures();
  const [inside, setInside] = useState<Element | null>(null);
  useEffect(() => {
    const look = () => setInside(document.pictureInPictureElement ?? null);
    const stop = new AbortController();
    for (const event of ["enterpictureinpicture", "leavepictureinpicture"]) {
      document.addEventListener(event, look, { signal: stop.signal });
    }
    return () => stop.abort();
  }, []);
  const shown = others.find((other) => tileOf(other)?.tag === "picture");
  if (!document.pictureInPictureEnabled || (!shown && !inside)) return null;
  const toggle = () => {
    const done = document.pictureInPictureElement
      ? document.exitPictureInPicture()
      : shown && pictures.of(pictureKey("remote-video", shown.peer)).requestPictureInPicture();
    // The browser may refuse, before the first frame for example: the picture stays where it is.
    done?.catch(() => undefined);
  };
  return { on: inside !== null, toggle };
}
