import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { useFocusStays } from "../../ui/useFocusStays";
import { type HoursValues, newDay, type OwnDay } from "./hoursForm";
import { SpanFields } from "./SpanFields";
import type { HoursErrors } from "./spans";

type Props = {
  values: HoursValues;
  errors: HoursErrors;
  onChange: (change: Pick<HoursValues, "exceptions">) => void;
};

/** Days on which the week's hours do not hold. */
export function OwnDays({ values: { exceptions }, errors, onChange }: Props) {
  const heading = useId();
  const box = useFocusStays<HTMLElement>();
  const put = (days: readonly OwnDay[]) => onChange({ exceptions: days });
  return (
    <section className="card hours-part" aria-labelledby={heading} {...box}>
      <h2 id={heading} tabIndex={-1}>
        <Trans>Days that differ</Trans>
      </h2>
      {exceptions.length === 0 && (
        <p className="quiet">
          <Trans>None. Add a day on which you are away, or have other hours than in every week.</Trans>
        </p>
      )}
      {exceptions.map((one, index) => (
        <Day
          key={one.id}
          day={one}
          field={`exceptions.${index}`}
          errors={errors}
          onChange={(change) => put(exceptions.map((each) => (each === one ? { ...one, ...change } : each)))}
          onRemove={() => put(exceptions.filter((each) => each !== one))}
        />
      ))}
      <div>
        <Button small onClick={() => put([...exceptions, newDay()])}>
          <Trans>Add a day</Trans>
        </Button>
      </div>
    </section>
  );
}

type DayProps = {
  day: OwnDay;
  field: string;
  errors: HoursErrors;
  onChange: (change: Partial<OwnDay>) => void;
  onRemove: () => void;
};

function Day({ day, field, errors, onChange, onRemove }: DayProps) {
  const { t } = useLingui();
  const name = day.day || t`the new day`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend cannot stand beside its fields
    <div className="hours-day" role="group" aria-label={name}>
      <div>
        <TextField
          label={t`Day`}
          type="date"
          value={day.day}
          onChange={(event) => onChange({ day: event.target.value })}
          error={errors[`${field}.day`]}
        />
        <Button small tone="plain" aria-label={t`Remove this day, ${day.day}`} onClick={onRemove}>
          <Trans>Remove this day</Trans>
        </Button>
      </div>
      <SpanFields
        name={name}
        field={`${field}.spans`}
        spans={day.spans}
        errors={errors}
        none={<Trans>Away all day</Trans>}
        onChange={(spans) => onChange({ spans })}
      />
    </div>
  );
}
