import { Trans } from "@lingui/react/macro";
import { useState } from "react";
import type { NewRehearsal, RehearsalIce } from "../../api/types";
import { errorWords } from "../../api/words";
import { toneFile } from "../../call/tone";
import type { DeviceControls, LocalMedia } from "../../call/types";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { useHeard } from "../room/useHeard";
import { better, deviceStates } from "./deviceStates";
import { HearYourself } from "./HearYourself";
import { Outcome } from "./Outcome";
import { Progress } from "./Progress";
import { playSound } from "./playSound";
import { SpeakerTone, type Tone } from "./SpeakerTone";
import { useConnectionCheck } from "./useConnectionCheck";
import { useLife } from "./useLife";
import { type Save, useSaved } from "./useSaved";
import "./rehearsal.css";

const LONGEST_BROWSER = 200;

type Props = {
  call: DeviceControls;
  local: LocalMedia;
  credentials: () => Promise<RehearsalIce>;
  /** Left out for the office: nothing is kept then. */
  save?: Save;
  /** On a page of its own the check is the one thing to do. */
  alone?: boolean;
};

/** Sound and connection, on one button; hearing oneself and the speaker also each on its own. */
export function DeviceChecks({ call, local, credentials, save, alone = false }: Props) {
  const check = useConnectionCheck(credentials);
  const heard = useHeard(call, local);
  const [answer, setAnswer] = useState<boolean | null>(null);
  const seen = deviceStates(local, heard, answer);
  const [best, setBest] = useState(seen);
  const now = better(best, seen);
  if (JSON.stringify(now) !== JSON.stringify(best)) setBest(now);
  const tone = useTone(local.chosen.speaker);

  // Who has not been heard yet gets the five seconds that it takes to say that they are not.
  const listening = local.microphone && heard === "listening" && now.microphone !== "worked";
  const done = check.state.tag === "done" ? check.state : null;
  const found: NewRehearsal | null =
    done && save && !listening ? { ...now, ...plain(done.connection), browser: browser() } : null;
  const saved = useSaved(found, save ?? unused);
  const running = check.state.tag === "running";

  const play = () => {
    setAnswer(null);
    tone.play();
  };
  const run = () => {
    setBest(deviceStates(local, heard, null));
    play();
    void check.run();
  };
  const Title = alone ? "h2" : "h3";
  return (
    <div className="checks">
      <div className="check-part">
        <Button
          tone={alone ? "primary" : undefined}
          className="check-run"
          aria-disabled={running}
          onClick={run}
        >
          {done ? <Trans>Check again</Trans> : <Trans>Check now</Trans>}
        </Button>
        <div className="small quiet" role="status">
          <Progress state={check.state} listening={done !== null && save !== undefined && listening} />
        </div>
      </div>
      <div className="live" role="status">
        {done && !(save && (listening || saved.isPending)) ? (
          <Outcome
            connection={done.connection}
            findings={done.findings}
            rehearsal={(save && saved.data) ?? null}
          >
            {saved.data ? (
              <p className="small quiet">
                <Trans>Saved: the office sees how your check went.</Trans>
              </p>
            ) : null}
          </Outcome>
        ) : null}
      </div>
      {saved.error ? (
        <Banner
          tone="bad"
          role="alert"
          actions={
            <Button onClick={saved.again}>
              <Trans>Save again</Trans>
            </Button>
          }
        >
          <Trans>The result could not be saved.</Trans> {errorWords(saved.error)}
        </Banner>
      ) : null}
      <SpeakerTone
        title={
          <Title>
            <Trans>Speaker</Trans>
          </Title>
        }
        tone={tone.state}
        heard={answer}
        onPlay={play}
        onAnswer={setAnswer}
      />
      <HearYourself
        title={
          <Title>
            <Trans>Hear yourself</Trans>
          </Title>
        }
        local={local}
      />
    </div>
  );
}

function useTone(speaker: string | null): { state: Tone; play: () => void } {
  const [state, setState] = useState<Tone>("idle");
  const life = useLife();
  const play = () => {
    const signal = life();
    setState("playing");
    void playSound(new Blob([toneFile()], { type: "audio/wav" }), speaker, signal).then(() => {
      if (!signal.aborted) setState("played");
    });
  };
  return { state, play };
}

type Measured = Pick<NewRehearsal, "route" | "quality" | "round_trip_ms" | "loss">;

function plain(connection: {
  route: Measured["route"];
  quality: Measured["quality"];
  roundTripMs: number | null;
  loss: number | null;
}): Measured {
  const { route, quality, roundTripMs, loss } = connection;
  return {
    route,
    quality,
    ...(roundTripMs !== null && { round_trip_ms: roundTripMs }),
    ...(loss !== null && { loss }),
  };
}

function browser(): string {
  return navigator.userAgent.slice(0, LONGEST_BROWSER).trim() || "unknown";
}

const unused: Save = () => Promise.reject(new Error("nothing is kept here"));
