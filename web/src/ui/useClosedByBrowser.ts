import { type RefObject, useEffect } from "react";

/** Browsers let a page refuse Escape only once; after the second the dialog is gone, whatever the page thinks. */
export function useClosedByBrowser(inside: RefObject<HTMLElement | null>, onClose: () => void) {
  useEffect(() => {
    const dialog = inside.current?.closest("dialog");
    const closed = () => dialog?.open || onClose();
    dialog?.addEventListener("close", closed);
    return () => dialog?.removeEventListener("close", closed);
  }, [inside, onClose]);
}
