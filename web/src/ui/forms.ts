import { type RefObject, useEffect, useRef, useState } from "react";

type Focused = {
  form: RefObject<HTMLFormElement | null>;
  /** How often the page itself did not let it go out. */
  refusals: number;
  /** To call when it does not. */
  refuse: () => void;
};

/**
 * The first field with an error gets the focus after each attempt to send, and with it the error is read out. What is
 * wrong with none of them in particular is scrolled into sight.
 * `refusal` is what came back, a new value for each attempt; anything false while there is nothing.
 */
export function useFocusInvalid(refusal: unknown): Focused {
  const form = useRef<HTMLFormElement>(null);
  const [refusals, setRefusals] = useState(0);
  useEffect(() => {
    if (refusals === 0 && !refusal) return;
    const invalid = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (invalid) invalid.focus();
    else form.current?.querySelector('[role="alert"]')?.scrollIntoView({ block: "nearest" });
  }, [refusals, refusal]);
  return { form, refusals, refuse: () => setRefusals((count) => count + 1) };
}

type Form = RefObject<HTMLElement | null>;

/** Of a dialog: the first press of Close or Escape asks, where what was typed would be lost; the second means it. */
export function useDiscardQuestion(form: Form, values: object, changed: boolean, onClose: () => void) {
  const [asked, setAsked] = useState<object | null>(null);
  const asking = asked === values;
  useClosedByBrowser(form, onClose);
  useEffect(() => {
    // The question stands right above them.
    if (asking) form.current?.querySelector(".dialog-actions")?.scrollIntoView({ block: "nearest" });
  }, [form, asking]);
  return { asking, close: () => (changed && !asking ? setAsked(values) : onClose()) };
}

/** Browsers let a page refuse Escape only once; after the second the dialog is gone, whatever the page thinks. */
function useClosedByBrowser(inside: Form, onClose: () => void) {
  useEffect(() => {
    const dialog = inside.current?.closest("dialog");
    const closed = () => dialog?.open || onClose();
    dialog?.addEventListener("close", closed);
    return () => dialog?.removeEventListener("close", closed);
  }, [inside, onClose]);
}
