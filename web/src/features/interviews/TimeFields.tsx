import { Trans, useLingui } from "@lingui/react/macro";
import { serverNow } from "../../api/serverClock";
import { whenInZones, zoneName } from "../../ui/datetime";
import { TextField } from "../../ui/Field";
import { TimeZoneField } from "../../ui/TimeZoneField";
import { toInstant, type WallTime } from "../../ui/wallTime";
import { type FieldErrors, type InterviewValues, instantOf } from "./interviewForm";
import type { FieldHints } from "./useHints";
import { WhichOfTwo } from "./WhichOfTwo";

type Props = {
  values: InterviewValues;
  errors: FieldErrors;
  hints: FieldHints;
  /** Zones to show the time in, beside the one it is typed in. */
  alsoIn: readonly string[];
  onChange: (change: Partial<InterviewValues>) => void;
};

/** Date and time on the wall clock of the chosen zone, and what that means elsewhere. */
export function TimeFields({ values, errors, hints, alsoIn, onChange }: Props) {
  const { t } = useLingui();
  const read = toInstant(values.wall, values.zone);
  const instant = instantOf(values);
  return (
    <div className="form-times">
      <div className="form-row">
        <TextField
          label={t`Date and time`}
          type="datetime-local"
          value={values.wall}
          onChange={(event) => onChange({ wall: event.target.value, which: null })}
          error={errors.interview_time ?? (read.tag === "gap" && <Gap read={read} zone={values.zone} />)}
          cautions={hints.interview_time ?? []}
        />
        <TimeZoneField
          label={t`Time zone`}
          value={values.zone}
          onChange={(zone) => onChange({ zone, which: null })}
          error={errors.time_zone}
        />
        <TextField
          label={t`Duration`}
          type="number"
          inputMode="numeric"
          min={5}
          max={240}
          step={5}
          value={values.minutes}
          onChange={(event) => onChange({ minutes: event.target.value })}
          error={errors.duration_minutes}
          cautions={hints.duration_minutes ?? []}
          hint={t`Minutes, 5 to 240`}
        />
      </div>
      {(read.tag === "overlap" || values.which || errors.which) && (
        <WhichOfTwo {...values} error={errors.which} onChange={(which) => onChange({ which })} />
      )}
      {instant && <p className="meant num">{whenInZones(instant, [values.zone, ...alsoIn], serverNow())}</p>}
    </div>
  );
}

function Gap({ read, zone }: { read: Extract<WallTime, { tag: "gap" }>; zone: string }) {
  const before = read.before.slice(11);
  const after = read.after.slice(11);
  return (
    <Trans>
      This time does not exist: in {zoneName(zone)} the clocks go forward after {before}, straight to {after}.
      Choose a time before or after.
    </Trans>
  );
}
