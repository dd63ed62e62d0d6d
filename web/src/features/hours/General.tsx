import { isApiError } from "../../api/errors";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import type { HoursErrors } from "./spans";

export function fieldsOf(error: unknown): HoursErrors {
  if (!isApiError(error)) return {};
  return Object.fromEntries(Object.entries(error.fields).map(([field, { message }]) => [field, message]));
}

/** What belongs to no field: that no time at all is given, too. */
export function General({ error }: { error: unknown }) {
  if (!error) return null;
  const { days, ...beside } = fieldsOf(error);
  if (!days && Object.keys(beside).length > 0) return null;
  return (
    <Banner tone="bad" role="alert">
      {days ?? errorWords(error)}
    </Banner>
  );
}
