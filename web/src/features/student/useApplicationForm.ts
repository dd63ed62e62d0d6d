import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { isApiError } from "../../api/errors";
import { useFocusInvalid } from "../../ui/forms";
import type { ApplicationValues } from "./applicationValues";

/** As the server counts: characters, not UTF-16 units. */
const LONGEST_STATEMENT = 20_000;

/** What is wrong with the values: what the server refused, a programme that is missing, or too long a statement. */
export function useApplicationForm(values: ApplicationValues, refusal: unknown) {
  const { t } = useLingui();
  const { form, refusals, refuse } = useFocusInvalid(refusal);
  const fields = isApiError(refusal) ? refusal.fields : {};
  const empty = values.programme.trim() === "";
  const excess = [...values.statement].length - LONGEST_STATEMENT;

  /** Whether it can be sent. */
  const complete = (): boolean => {
    const fit = !empty && excess <= 0;
    if (!fit) refuse();
    return fit;
  };
  const problem = (name: keyof ApplicationValues): string | undefined => {
    if (name === "programme" && empty && refusals > 0) return t`Write which programme you apply for.`;
    if (name === "statement" && excess > 0) {
      return t`This is ${plural(excess, { one: "# character", other: "# characters" })} too long. Shorten it.`;
    }
    return fields[name]?.message;
  };
  return { form, problem, complete, general: Object.keys(fields).length === 0 };
}
