import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import { isApiError } from "../../api/errors";
import type { ApplicationValues } from "./ApplicationFields";

/** As the server counts: characters, not UTF-16 units. */
const LONGEST_STATEMENT = 20_000;

/** What is wrong with the values: what the server refused, a programme that is missing, or too long a statement. */
export function useApplicationForm(values: ApplicationValues, refusal: unknown) {
  const { t } = useLingui();
  const [attempts, setAttempts] = useState(0);
  const form = useRef<HTMLFormElement>(null);
  const fields = isApiError(refusal) ? refusal.fields : {};
  const empty = values.programme.trim() === "";
  const excess = [...values.statement].length - LONGEST_STATEMENT;

  // What keeps it from being sent gets the focus, and with it is read out.
  useEffect(() => {
    if (attempts > 0 || refusal) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts, refusal]);

  /** Whether it can be sent. */
  const complete = (): boolean => {
    const fit = !empty && excess <= 0;
    if (!fit) setAttempts((count) => count + 1);
    return fit;
  };
  const problem = (name: keyof ApplicationValues): string | undefined => {
    if (name === "programme" && empty && attempts > 0) return t`Write which programme you apply for.`;
    if (name === "statement" && excess > 0) {
      return t`This is ${plural(excess, { one: "# character", other: "# characters" })} too long. Shorten it.`;
    }
    return fields[name]?.message;
  };
  return { form, problem, complete, general: Object.keys(fields).length === 0 };
}
