import { Trans, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { serverNow } from "../../api/serverClock";
import type { Room } from "../../api/types";
import { byTheMinute, clockFace, type Remaining } from "./countdown";
import { HomeLink } from "./HomeLink";
import { Notice } from "./Notice";
import { useTick } from "./useTick";
import { useWhen } from "./useWhen";

type Props = { room: Room; opensAt: number; onOpen: () => void };

/** Counts down on the server's clock and goes in by itself. */
export function TooEarly({ room, opensAt, onOpen }: Props) {
  const now = useTick(serverNow, 1000);
  const left = opensAt - now;
  const when = useWhen(room.time_zone, now);
  const open = left <= 0;

  useEffect(() => {
    if (open) onOpen();
  }, [open, onOpen]);

  return (
    <Notice
      state="early"
      title={<Trans>The room is not open yet</Trans>}
      actions={<HomeLink role={room.me.role} />}
    >
      <p className="countdown num" role="timer" aria-live="off" aria-hidden="true">
        <Span left={left} />
      </p>
      <MinuteByMinute left={left} />
      <p>
        <Trans>
          It opens on <strong className="num">{when(opensAt)}</strong>, 24 hours before your interview, and
          closes 24 hours after it.
        </Trans>
      </p>
      <p className="quiet">
        <Trans>
          The interview itself is on <span className="num">{when(room.interview_time)}</span>. You can leave
          this page open: it takes you in by itself.
        </Trans>
      </p>
    </Notice>
  );
}

function Span({ left }: { left: number }) {
  const { days, hours } = byTheMinute(left);
  return days > 0 ? (
    <Words span={{ days, hours, minutes: 0, seconds: 0 }} />
  ) : (
    clockFace(Math.ceil(left / 1000) * 1000)
  );
}

/** Polite and at most once a minute; seconds would drown everything else. */
function MinuteByMinute({ left }: { left: number }) {
  const { days, hours, minutes } = byTheMinute(left);
  return (
    <p className="hidden-visually" role="status">
      <Trans>
        Opens in <Words span={{ days, hours, minutes: days > 0 ? 0 : minutes, seconds: 0 }} />
      </Trans>
    </p>
  );
}

function Words({ span }: { span: Remaining }) {
  const { i18n } = useLingui();
  const unit = (value: number, name: "day" | "hour" | "minute") =>
    new Intl.NumberFormat(i18n.locale, { style: "unit", unit: name, unitDisplay: "long" }).format(value);
  const parts = [
    span.days > 0 && unit(span.days, "day"),
    span.hours > 0 && unit(span.hours, "hour"),
    span.minutes > 0 && unit(span.minutes, "minute"),
  ];
  return parts.filter(Boolean).join(" ");
}
