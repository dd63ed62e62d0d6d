import { useState } from "react";

/**
 * Why a query has nothing to show; null when it has, or is asked for the first time. Stays while it is asked again,
 * so that words and the button beside them do not come and go under people's hands.
 */
export function useTrouble({ data, error }: { data: unknown; error: unknown }): unknown {
  const [kept, setKept] = useState<unknown>(null);
  const trouble = data === undefined ? (error ?? kept) : null;
  if (trouble !== kept) setKept(trouble);
  return trouble;
}
