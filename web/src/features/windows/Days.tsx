import { Trans } from "@lingui/react/macro";
import { useId } from "react";
import { serverNow } from "../../api/serverClock";
import { Button } from "../../ui/Button";
import { longDay } from "../../ui/datetime";
import { SpanFields } from "../hours/SpanFields";
import type { HoursErrors } from "../hours/spans";
import { type DayValues, likeFirst } from "./windowsForm";

type Props = {
  days: readonly DayValues[];
  errors: HoursErrors;
  onChange: (days: readonly DayValues[]) => void;
};

/** When a student can, day by day. */
export function Days({ days, errors, onChange }: Props) {
  const heading = useId();
  const names = days.map(({ day }) => longDay(Date.parse(day), "UTC", serverNow()));
  return (
    <section className="card hours-part" aria-labelledby={heading}>
      <div className="hours-head">
        <h2 id={heading}>
          <Trans>When you can</Trans>
        </h2>
        {days.length > 1 && (
          <Button small onClick={() => onChange(likeFirst(days))}>
            <Trans>The first day’s times on all workdays</Trans>
          </Button>
        )}
      </div>
      {days.map((one, index) => (
        // biome-ignore lint/a11y/useSemanticElements: a legend cannot stand beside its fields
        <div className="hours-day" role="group" aria-label={names[index]} key={one.day}>
          <p className="hours-name">{names[index]}</p>
          <SpanFields
            name={names[index] ?? one.day}
            field={`days.${index}.spans`}
            spans={one.spans}
            errors={errors}
            none={<Trans>Not on this day</Trans>}
            onChange={(spans) => onChange(days.map((each) => (each === one ? { ...one, spans } : each)))}
          />
        </div>
      ))}
    </section>
  );
}
