import { Trans, useLingui } from "@lingui/react/macro";
import { serverNow } from "../../api/serverClock";
import { clockTime, whenInZones, zoneName } from "../../ui/datetime";
import { SelectField, TextField } from "../../ui/Field";
import { TimeZoneField } from "../../ui/TimeZoneField";
import { toInstant, type WallTime } from "../../ui/wallTime";
import { type FieldErrors, type InterviewValues, instantOf } from "./interviewForm";
import type { FieldHints } from "./useHints";

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
        <WhichOfTwo values={values} error={errors.which} onChange={onChange} />
      )}
      {instant && <p className="meant num">{whenInZones(instant, [values.zone, ...alsoIn], serverNow())}</p>}
    </div>
  );
}

type WhichProps = Pick<Props, "values" | "onChange"> & { error: string | undefined };

/** Asked, not guessed. The server may know of such a night where this browser's time zones do not. */
function WhichOfTwo({ values, error, onChange }: WhichProps) {
  const { t } = useLingui();
  const { wall, zone, which } = values;
  const read = toInstant(wall, zone);
  const known = read.tag === "overlap";
  return (
    <SelectField
      label={t`Which of the two`}
      hint={t`The clocks go back that night: ${zoneName(zone)} has this time twice.`}
      value={which ?? ""}
      error={error}
      onChange={({ target }) =>
        onChange({ which: target.value === "earlier" || target.value === "later" ? target.value : null })
      }
    >
      <option value="">{t`Choose…`}</option>
      <option value="earlier">
        {known ? t`The first, ${clockTime(read.first, "UTC")} UTC` : t`The first`}
      </option>
      <option value="later">
        {known ? t`The second, ${clockTime(read.second, "UTC")} UTC` : t`The second`}
      </option>
    </SelectField>
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
