import { type RefObject, useEffect, useRef, useState } from "react";

/**
 * Puts a stream into a video element. `blocked`: the browser wants a click before it plays sound.
 * No stream means no source at all: an empty MediaStream would hold back the page's load event.
 */
export function useStream(stream: MediaStream | null): {
  video: RefObject<HTMLVideoElement | null>;
  blocked: boolean;
  play: () => void;
} {
  const video = useRef<HTMLVideoElement>(null);
  const [blocked, setBlocked] = useState(false);

  const play = () => {
    const element = video.current;
    if (!element?.srcObject) return;
    element.play().then(
      () => setBlocked(false),
      // AbortError only means that a newer stream took its place.
      (error: DOMException) => setBlocked(error.name === "NotAllowedError"),
    );
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new `play` is no reason to play again
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    element.srcObject = stream;
    if (stream) play();
    return () => {
      element.srcObject = null;
    };
  }, [stream]);

  return { video, blocked, play };
}
