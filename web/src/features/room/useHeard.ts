import { useEffect, useState } from "react";
import { type Heard, Hearing } from "../../call/hearing";
import type { DeviceControls, LocalMedia } from "../../call/types";

const LOOK_EVERY_MS = 150;

/** Whether anything comes from the microphone in use. Nobody is judged while it is muted or missing. */
export function useHeard(call: DeviceControls, local: LocalMedia): Heard {
  const [hearing] = useState(() => new Hearing());
  const [heard, setHeard] = useState<Heard>("listening");
  const track = local.microphone ? local.microphoneTrack : null;
  useEffect(() => {
    if (!track) return;
    const look = () => {
      if (mayMeasure()) setHeard(hearing.listen(track, call.microphoneLevel(), performance.now()));
    };
    const timer = window.setInterval(look, LOOK_EVERY_MS);
    return () => window.clearInterval(timer);
  }, [call, hearing, track]);
  return track ? heard : "listening";
}

/** Browsers measure no sound before the first touch of a page: until then silence means nothing. */
function mayMeasure(): boolean {
  return !document.hidden && (navigator.userActivation?.hasBeenActive ?? true);
}
