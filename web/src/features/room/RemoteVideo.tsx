import { useEffect, useLayoutEffect } from "react";
import { pictureKey, playThrough } from "./pictures";
import { usePicture } from "./usePicture";

type Props = {
  stream: MediaStream | null;
  label: string;
  speaker: string | null;
  testId: "remote-video" | "remote-screen";
  peer: string;
  /** No picture to show: the element stays, because it plays the sound. */
  dark?: boolean;
  className?: string;
  onBlocked: (key: string, play: (() => void) | null) => void;
};

/** The kept `<video>` of a peer; React holds its place. */
export function RemoteVideo({ stream, label, speaker, testId, peer, dark, className, onBlocked }: Props) {
  const key = pictureKey(testId, peer);
  const { place, element, blocked, play } = usePicture(key, stream, false);

  useLayoutEffect(() => {
    element.className = className ?? "";
    element.dataset["testid"] = testId;
    element.dataset["peer"] = peer;
    element.toggleAttribute("data-dark", dark ?? false);
    element.setAttribute("aria-label", label);
  }, [element, className, testId, peer, dark, label]);

  useEffect(() => playThrough(element, speaker), [element, speaker]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the change of `blocked` is news
  useEffect(() => {
    onBlocked(key, blocked ? play : null);
    return () => onBlocked(key, null);
  }, [blocked]);

  return <div className="picture" ref={place} />;
}
