import { Trans } from "@lingui/react/macro";
import { type ReactNode, useId } from "react";
import type { FieldErrors, InterviewValues } from "./interviewForm";

type Props = {
  values: InterviewValues;
  errors: FieldErrors;
  onChange: (change: Partial<InterviewValues>) => void;
};

/** How people come into the room, and which way the call takes. */
export function RoomFields({ values, errors, onChange }: Props) {
  return (
    <>
      <Switch
        label={<Trans>Lobby: the student waits until you let them in</Trans>}
        hint={<Trans>Until then nothing connects the two of you, and they do not learn who is there.</Trans>}
        on={values.lobby}
        error={errors.lobby}
        onChange={(lobby) => onChange({ lobby })}
      />
      <Switch
        label={<Trans>Relay only: sound and picture take the way through the relay</Trans>}
        hint={
          <Trans>
            The two then do not learn each other’s internet address; the call may be a little slower.
          </Trans>
        }
        on={values.relayOnly}
        error={errors.relay_only}
        onChange={(relayOnly) => onChange({ relayOnly })}
      />
    </>
  );
}

type SwitchProps = {
  label: ReactNode;
  hint: ReactNode;
  on: boolean;
  error: string | undefined;
  onChange: (on: boolean) => void;
};

function Switch({ label, hint, on, error, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className="field" data-invalid={error ? true : undefined}>
      <label className="choice">
        <input
          type="checkbox"
          checked={on}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error ${id}-hint` : `${id}-hint`}
          onChange={(event) => onChange(event.target.checked)}
        />
        {label}
      </label>
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <p className="hint" id={`${id}-hint`}>
        {hint}
      </p>
    </div>
  );
}
