import { Trans } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { browserPlatform } from "../../call/platform";
import type { LocalMedia } from "../../call/types";
import { canRecord, recordClip } from "../../call/voiceClip";
import { Button } from "../../ui/Button";
import { playSound } from "./playSound";
import { useLife } from "./useLife";

const CLIP_MS = 3_000;

type Stage = "idle" | "recording" | "playing" | "played" | "failed";

/** Three seconds of the own voice, kept in this page for as long as it takes to play them. */
export function HearYourself({ local, title }: { local: LocalMedia; title: ReactNode }) {
  const [stage, setStage] = useState<Stage>("idle");
  const life = useLife();
  const track = local.microphone ? local.microphoneTrack : null;
  const busy = stage === "recording" || stage === "playing";
  const start = async () => {
    if (!track) return;
    const signal = life();
    setStage("recording");
    const clip = await recordClip(track, CLIP_MS, browserPlatform(), signal);
    if (signal.aborted) return;
    if (!clip) return setStage("failed");
    setStage("playing");
    await playSound(clip, local.chosen.speaker, signal);
    if (!signal.aborted) setStage("played");
  };
  if (!canRecord()) return null;
  return (
    <div className="check-part">
      {title}
      <Button onClick={() => void start()} aria-disabled={busy || !track}>
        <Trans>Record 3 seconds and play them</Trans>
      </Button>
      <p className="small quiet" role="status">
        {track || busy ? <Words stage={stage} /> : <Trans>Your microphone is off.</Trans>}
      </p>
    </div>
  );
}

function Words({ stage }: { stage: Stage }) {
  switch (stage) {
    case "idle":
      return <Trans>The recording stays in this page and is gone after you have heard it.</Trans>;
    case "recording":
      return <Trans>Speak now…</Trans>;
    case "playing":
      return <Trans>This is how you sound…</Trans>;
    case "played":
      return (
        <Trans>
          Not heard? Choose another speaker. Too quiet or too dull? Come closer to the microphone, or choose
          another one.
        </Trans>
      );
    case "failed":
      return <Trans>Nothing could be recorded. Try again, or choose another microphone.</Trans>;
  }
}
