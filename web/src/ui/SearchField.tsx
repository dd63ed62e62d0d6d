import { useLingui } from "@lingui/react/macro";
import { useEffect, useState } from "react";
import { TextField } from "./Field";

const TYPING_PAUSE_MS = 250;

type Props = {
  value: string;
  label?: string;
  placeholder?: string;
  autoFocus?: boolean;
  onChange: (value: string) => void;
};

/** Keeps what is being typed; passes it on after a pause. */
export function SearchField({ value, onChange, ...rest }: Props) {
  const { t } = useLingui();
  const [typed, setTyped] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    setTyped(value);
  }
  useEffect(() => {
    if (typed === value) return;
    const timer = setTimeout(() => onChange(typed), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, value, onChange]);
  return (
    <TextField
      label={t`Search`}
      type="search"
      {...rest}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
