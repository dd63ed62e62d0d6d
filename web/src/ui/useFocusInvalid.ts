import { type RefObject, useEffect, useRef, useState } from "react";

type Focused = {
  form: RefObject<HTMLFormElement | null>;
  /** How often the page itself did not let it go out. */
  refusals: number;
  /** To call when it does not. */
  refuse: () => void;
};

/**
 * The first field with an error gets the focus after each attempt to send, and with it the error is read out.
 * `refusal` is what came back, a new value for each attempt; anything false while there is nothing.
 */
export function useFocusInvalid(refusal: unknown): Focused {
  const form = useRef<HTMLFormElement>(null);
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals > 0 || refusal) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusals, refusal]);
  return { form, refusals, refuse: () => setRefusals((count) => count + 1) };
}
