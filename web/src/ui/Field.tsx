import { type ComponentProps, type ReactNode, useId } from "react";
import { Cautions } from "./Cautions";

type Wiring = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined };

export type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong, in words; it is read out with the control. */
  error?: ReactNode;
  /** What speaks against it, and refuses nothing. A field that may have some gives a list from the first. */
  cautions?: readonly string[] | undefined;
};

/** Label, hint and error around one control. The control gets `id` and the aria wiring. */
export function Field({
  label,
  hint,
  error,
  cautions,
  children,
}: FieldProps & { children: (wiring: Wiring) => ReactNode }) {
  const id = useId();
  const about = [error && "error", cautions?.length && "cautions", hint && "hint"].filter(Boolean);
  const described = about.map((part) => `${id}-${part}`).join(" ") || undefined;
  return (
    <div className="field" data-invalid={error ? true : undefined}>
      <label htmlFor={id}>{label}</label>
      {children({ id, "aria-describedby": described, "aria-invalid": error ? true : undefined })}
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {cautions && <Cautions id={`${id}-cautions`} words={cautions} />}
      {hint && (
        <p className="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

export function TextField({ label, hint, error, cautions, ...input }: FieldProps & ComponentProps<"input">) {
  return (
    <Field label={label} hint={hint} error={error} cautions={cautions}>
      {(wiring) => <input className="control" {...input} {...wiring} />}
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  error,
  cautions,
  ...select
}: FieldProps & ComponentProps<"select">) {
  return (
    <Field label={label} hint={hint} error={error} cautions={cautions}>
      {(wiring) => <select className="control" {...select} {...wiring} />}
    </Field>
  );
}

export function TextAreaField({
  label,
  hint,
  error,
  cautions,
  ...area
}: FieldProps & ComponentProps<"textarea">) {
  return (
    <Field label={label} hint={hint} error={error} cautions={cautions}>
      {(wiring) => <textarea className="control" {...area} {...wiring} />}
    </Field>
  );
}
