import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Button } from "../../ui/Button";
import { useFocusStays } from "../../ui/useFocusStays";

export type Tone = "idle" | "playing" | "played";

type Props = {
  title: ReactNode;
  tone: Tone;
  /** Whether the tones were heard; null while the person has not said. */
  heard: boolean | null;
  onPlay: () => void;
  onAnswer: (heard: boolean) => void;
};

/** No page can know whether a sound was heard: it asks. */
export function SpeakerTone({ title, tone, heard, onPlay, onAnswer }: Props) {
  const box = useFocusStays<HTMLDivElement>();
  return (
    <div className="check-part" {...box}>
      {title}
      <Button onClick={onPlay} aria-disabled={tone === "playing"}>
        <Trans>Play a sound</Trans>
      </Button>
      <p className="small" role="status">
        {tone === "playing" ? (
          <Trans>Three tones are playing…</Trans>
        ) : heard === false ? (
          <Trans>Turn the volume up, or choose another speaker. Then play the sound again.</Trans>
        ) : heard ? (
          <Trans>Good: you will hear the others.</Trans>
        ) : tone === "played" ? (
          <Trans>Did you hear three tones?</Trans>
        ) : null}
      </p>
      {tone === "played" && heard === null ? (
        <div className="check-answers">
          <Button onClick={() => onAnswer(true)}>
            <Trans>I heard them</Trans>
          </Button>
          <Button onClick={() => onAnswer(false)}>
            <Trans>I heard nothing</Trans>
          </Button>
        </div>
      ) : null}
    </div>
  );
}
