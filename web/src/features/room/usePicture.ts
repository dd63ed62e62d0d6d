import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import { usePictures } from "./pictures";

type Picture = {
  /** Where React leaves room for the element. */
  place: RefObject<HTMLDivElement | null>;
  element: HTMLVideoElement;
  /** The browser wants a click before it plays sound. */
  blocked: boolean;
  play: () => void;
};

/**
 * Puts the kept video element of `key` on the page, with `stream` in it, silent or not.
 * No stream means no source at all: an empty MediaStream would hold back the page's load event.
 */
export function usePicture(key: string, stream: MediaStream | null, silent: boolean): Picture {
  const element = usePictures().of(key);
  const place = useRef<HTMLDivElement>(null);
  const [blocked, setBlocked] = useState(false);

  useLayoutEffect(() => {
    const here = place.current;
    here?.append(element);
    element.muted = silent;
    return () => {
      // Another place may show it by now.
      if (element.parentNode !== here) return;
      element.remove();
      element.muted = true;
    };
  }, [element, silent]);

  const play = () => {
    if (!element.srcObject) return;
    element.play().then(
      () => setBlocked(false),
      // AbortError only means that a newer stream took its place.
      (error: DOMException) => setBlocked(error.name === "NotAllowedError"),
    );
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new `play` is no reason to play again
  useEffect(() => {
    if (element.srcObject !== stream) element.srcObject = stream;
    if (stream) play();
  }, [element, stream]);

  return { place, element, blocked, play };
}
