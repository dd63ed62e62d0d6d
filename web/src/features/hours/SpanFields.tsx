import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, type Ref, useId, useRef } from "react";
import { Button } from "../../ui/Button";
import { type HoursErrors, newSpan, type Span } from "./spans";

type Props = {
  /** What the spans are of, for whoever hears them read out: "Monday". */
  name: string;
  /** Their field's name in the request. */
  field: string;
  spans: readonly Span[];
  errors: HoursErrors;
  /** Said where there are none. */
  none: ReactNode;
  onChange: (spans: readonly Span[]) => void;
};

/** The stretches of one day, each from and to. */
export function SpanFields({ name, field, spans, errors, none, onChange }: Props) {
  const add = useRef<HTMLButtonElement>(null);
  function remove(span: Span) {
    onChange(spans.filter((one) => one !== span));
    add.current?.focus();
  }
  return (
    <div className="spans">
      {spans.length === 0 && <p className="quiet spans-none">{none}</p>}
      {spans.map((span, index) => (
        <SpanRow
          key={span.id}
          name={spans.length > 1 ? `${name} ${index + 1}` : name}
          span={span}
          error={errors[`${field}.${index}`]}
          onChange={(change) => onChange(spans.map((one) => (one === span ? { ...span, ...change } : one)))}
          onRemove={() => remove(span)}
        />
      ))}
      <AddSpan ref={add} name={name} onAdd={() => onChange([...spans, next(spans)])} />
    </div>
  );
}

/** After lunch, where the morning is there already. */
function next(spans: readonly Span[]): Span {
  return spans.length === 0 ? newSpan() : newSpan("", "");
}

type RowProps = {
  name: string;
  span: Span;
  error: string | undefined;
  onChange: (change: Partial<Span>) => void;
  onRemove: () => void;
};

function SpanRow({ name, span, error, onChange, onRemove }: RowProps) {
  const { t } = useLingui();
  const id = useId();
  const wiring = {
    type: "time",
    className: "control",
    "aria-invalid": error ? true : undefined,
    "aria-describedby": error ? id : undefined,
  } as const;
  return (
    <div className="span field" data-invalid={error ? true : undefined}>
      <div className="span-row">
        <input
          {...wiring}
          aria-label={t`${name}, from`}
          value={span.starts}
          onChange={(event) => onChange({ starts: event.target.value })}
        />
        <span aria-hidden="true">–</span>
        <input
          {...wiring}
          aria-label={t`${name}, to`}
          value={span.ends}
          onChange={(event) => onChange({ ends: event.target.value })}
        />
        <Button
          small
          tone="plain"
          aria-label={t`Remove ${name}, ${span.starts} to ${span.ends}`}
          onClick={onRemove}
        >
          <Trans>Remove</Trans>
        </Button>
      </div>
      {error && (
        <p className="error" id={id}>
          {error}
        </p>
      )}
    </div>
  );
}

type AddProps = { ref: Ref<HTMLButtonElement>; name: string; onAdd: () => void };

function AddSpan({ ref, name, onAdd }: AddProps) {
  const { t } = useLingui();
  return (
    <div>
      <Button ref={ref} small aria-label={t`Add hours on ${name}`} onClick={onAdd}>
        <Trans>Add hours</Trans>
      </Button>
    </div>
  );
}
