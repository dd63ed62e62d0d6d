import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import type { DeviceControls } from "../../call/types";

const ARIA_EVERY_MS = 500;

/** Drawn straight into the page at every frame: sixty React renders a second would be a waste. */
export function MicrophoneMeter({ call }: { call: DeviceControls }) {
  const { t } = useLingui();
  const meter = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    let spoken = 0;
    let frame = requestAnimationFrame(function draw(at) {
      const level = Math.min(1, Math.max(0, call.microphoneLevel()));
      if (bar.current) bar.current.style.transform = `scaleX(${level.toFixed(3)})`;
      if (at - spoken > ARIA_EVERY_MS) {
        spoken = at;
        meter.current?.setAttribute("aria-valuenow", String(Math.round(level * 100)));
      }
      frame = requestAnimationFrame(draw);
    });
    return () => cancelAnimationFrame(frame);
  }, [call]);

  return (
    // biome-ignore lint/a11y/useSemanticElements: a native meter cannot be styled alike in all browsers
    <div
      ref={meter}
      className="meter"
      role="meter"
      aria-label={t`Microphone level`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
    >
      <span ref={bar} />
    </div>
  );
}
