import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import { Button } from "../../ui/Button";
import { type HoursValues, likeMonday } from "./hoursForm";
import { SpanFields } from "./SpanFields";
import type { HoursErrors } from "./spans";

type Props = {
  values: HoursValues;
  errors: HoursErrors;
  onChange: (change: Partial<HoursValues>) => void;
};

export function Week({ values, errors, onChange }: Props) {
  const { t } = useLingui();
  const heading = useId();
  const days = [t`Monday`, t`Tuesday`, t`Wednesday`, t`Thursday`, t`Friday`, t`Saturday`, t`Sunday`];
  return (
    <section className="card hours-part" aria-labelledby={heading}>
      <div className="hours-head">
        <h2 id={heading}>
          <Trans>Every week</Trans>
        </h2>
        <Button small onClick={() => onChange(likeMonday(values))}>
          <Trans>Monday’s hours on Tuesday to Friday, too</Trans>
        </Button>
      </div>
      {days.map((name, day) => (
        // biome-ignore lint/a11y/useSemanticElements: a legend cannot stand beside its fields
        <div className="hours-day" role="group" aria-label={name} key={name}>
          <p className="hours-name">{name}</p>
          <SpanFields
            name={name}
            field={`weekly.${day}`}
            spans={values.weekly[day] ?? []}
            errors={errors}
            none={<Trans>Not on this day</Trans>}
            onChange={(spans) =>
              onChange({ weekly: values.weekly.map((before, index) => (index === day ? spans : before)) })
            }
          />
        </div>
      ))}
    </section>
  );
}
