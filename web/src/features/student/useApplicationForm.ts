import { useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { isApiError } from "../../api/errors";
import type { ApplicationValues } from "./ApplicationFields";

/** The values of the form, and what is wrong with them: what the server refused, or a programme that is missing. */
export function useApplicationForm(initial: ApplicationValues, refusal: unknown) {
  const { t } = useLingui();
  const [values, onChange] = useState(initial);
  const [missing, setMissing] = useState(false);
  const first = useRef<HTMLInputElement>(null);
  const fields = isApiError(refusal) ? refusal.fields : {};

  /** Whether it can be sent; if not, the field that keeps it from being sent has the focus. */
  const complete = (): boolean => {
    const empty = values.programme.trim() === "";
    setMissing(empty);
    if (empty) first.current?.focus();
    return !empty;
  };
  const problem = (name: keyof ApplicationValues) =>
    name === "programme" && missing ? t`Write which programme you apply for.` : fields[name]?.message;
  return { values, onChange, first, problem, complete, general: Object.keys(fields).length === 0 };
}
