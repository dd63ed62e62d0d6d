import { useEffect } from "react";
import { useStream } from "./useStream";

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

export function RemoteVideo({ stream, label, speaker, testId, peer, dark, className, onBlocked }: Props) {
  const { video, blocked, play } = useStream(stream);
  const key = `${testId}-${peer}`;

  useEffect(() => {
    // Firefox on Android and Safari have no setSinkId; a vanished device falls back to the default.
    const element = video.current;
    if (element && "setSinkId" in element) element.setSinkId(speaker ?? "").catch(() => undefined);
  }, [video, speaker]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the change of `blocked` is news
  useEffect(() => {
    onBlocked(key, blocked ? play : null);
    return () => onBlocked(key, null);
  }, [blocked]);

  return (
    // biome-ignore lint/a11y/useMediaCaption: a live conversation has no caption file
    <video
      ref={video}
      className={className}
      data-testid={testId}
      data-peer={peer}
      data-dark={dark || undefined}
      aria-label={label}
      autoPlay
      playsInline
    />
  );
}
