import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import { TextField } from "../../ui/Field";
import type { HoursValues } from "./hoursForm";
import type { HoursErrors } from "./spans";

type Props = {
  values: HoursValues;
  errors: HoursErrors;
  onChange: (change: Partial<HoursValues>) => void;
};

export function Limits({ values, errors, onChange }: Props) {
  const { t } = useLingui();
  const heading = useId();
  const number = { type: "number", inputMode: "numeric", min: 0, step: 1 } as const;
  return (
    <section className="card hours-part" aria-labelledby={heading}>
      <h2 id={heading}>
        <Trans>How much</Trans>
      </h2>
      <div className="hours-limits">
        <TextField
          {...number}
          label={t`Minutes between interviews`}
          value={values.buffer}
          onChange={(event) => onChange({ buffer: event.target.value })}
          error={errors["buffer_minutes"]}
        />
        <TextField
          {...number}
          label={t`Interviews a day, at most`}
          hint={t`Empty: no limit`}
          value={values.daily}
          onChange={(event) => onChange({ daily: event.target.value })}
          error={errors["daily_limit"]}
        />
        <TextField
          {...number}
          label={t`Interviews a week, at most`}
          hint={t`Empty: no limit`}
          value={values.perWeek}
          onChange={(event) => onChange({ perWeek: event.target.value })}
          error={errors["weekly_limit"]}
        />
      </div>
    </section>
  );
}
