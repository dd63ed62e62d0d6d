import { useLingui } from "@lingui/react/macro";
import type { CameraState, Measured, OtherDiagnostics } from "../../call/diagnostics";
import type { Recovery } from "../../call/recovery";
import type { PastStep } from "../../call/recoveryHistory";
import type { Line } from "./connectionReport";

/** How a link does, in words: the same ones on the page and in the report. */
export function useConnectionWords() {
  const { t, i18n } = useLingui();
  const share = (value: number) => i18n.number(value, { style: "percent", maximumFractionDigits: 1 });
  const kilobits = (bits: number) => t`${i18n.number(Math.round(bits / 1000))} kbit/s`;

  function linkWords(link: OtherDiagnostics["link"]): string {
    switch (link) {
      case "connected":
        return t`Connected`;
      case "interrupted":
      case "failed":
        return t`Interrupted`;
      case "warm":
        return t`Ready`;
      case "closed":
        return t`Closed`;
      default:
        return t`Connecting`;
    }
  }

  function numbers({ route, roundTripMs, jitterMs, loss, sending, receiving, ...picture }: Measured): Line[] {
    const protocol = route?.protocol.toUpperCase() ?? "";
    const { framesPerSecond, freezes } = picture;
    const unknown = t`Unknown`;
    return [
      {
        name: t`Route`,
        words: !route
          ? unknown
          : route.kind === "relay"
            ? t`Through a relay, ${protocol}`
            : t`Direct, ${protocol}`,
      },
      { name: t`Round trip`, words: roundTripMs === null ? unknown : t`${roundTripMs} ms` },
      { name: t`Loss`, words: share(loss) },
      { name: t`Jitter`, words: t`${jitterMs} ms` },
      { name: t`Sending`, words: kilobits(sending) },
      { name: t`Receiving`, words: kilobits(receiving) },
      { name: t`Frames a second`, words: i18n.number(framesPerSecond) },
      { name: t`Freezes`, words: i18n.number(freezes) },
    ];
  }

  function camera({ limit, why }: CameraState): string {
    if (why === "off") return t`Off`;
    if (!limit) return t`Not sent: the network takes sound alone`;
    if (why === null) return t`All it has`;
    const part = share(1 / limit.scale);
    const frames = limit.framesPerSecond;
    return why === "network"
      ? t`${part} of its size, at most ${frames} frames a second: the network takes no more`
      : t`${part} of its size, at most ${frames} frames a second: several people watch`;
  }

  function repair(recovery: Recovery): string {
    if (recovery.tag === "steady") return t`Nothing to repair`;
    const { round } = recovery;
    return recovery.lame
      ? t`Sound or picture is missing, attempt ${round}`
      : t`Looking for another way, attempt ${round}`;
  }

  function step(past: PastStep): string {
    switch (past.what) {
      case "stalled":
        return t`Nothing arrived any more`;
      case "lame":
        return t`Sound or picture was missing`;
      case "asked":
        return t`The other side asked for repair`;
      case "asks":
        return t`Asked the other side for repair`;
      case "again":
        return t`Asked the other side to send sound and picture again`;
      case "shown-again":
        return t`Sent sound and picture again, as asked`;
      case "socket":
        return t`Checked the line to the server`;
      case "woke":
        return t`This page had slept`;
      case "rests":
        return t`Given up while nobody looked`;
      case "anew":
        return t`Began anew with the other side`;
      case "used":
        return past.which === "fresh" ? t`A fresh connection is in use` : t`The connection is back`;
      case "round":
        return past.relayOnly
          ? t`Attempt ${past.round}: a new path and a fresh connection through the relay`
          : t`Attempt ${past.round}: a new path and a fresh connection`;
    }
  }

  function lines(other: OtherDiagnostics): Line[] {
    return [
      { name: t`Connection`, words: linkWords(other.link) },
      ...(other.measured ? numbers(other.measured) : []),
      { name: t`Own camera`, words: camera(other.camera) },
      { name: t`Repair`, words: repair(other.recovery) },
    ];
  }

  return { lines, step };
}
