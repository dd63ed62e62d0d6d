import { type ReactNode, useEffect, useId, useRef } from "react";

type Props = {
  title: ReactNode;
  wide?: boolean;
  /** Escape or the platform's close gesture. */
  onClose: () => void;
  children: ReactNode;
};

/** A modal on the native `<dialog>`: rendered means open. Focus goes back to where it was, or to the page's heading. */
export function Dialog({ title, wide, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();

  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    if (element && !element.open) element.showModal();
    // The question first: Enter pressed in a hurry answers nothing, and no list opens over the form.
    heading.current?.focus();
    return () => {
      element?.close();
      const back =
        before instanceof HTMLElement && before.isConnected
          ? before
          : document.querySelector<HTMLElement>("h1");
      back?.focus();
    };
  }, []);

  return (
    <dialog
      ref={dialog}
      className={wide ? "dialog wide" : "dialog"}
      aria-labelledby={headingId}
      onCancel={(event) => {
        event.preventDefault();
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className="dialog-inside">
        <h2 id={headingId} ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {children}
      </div>
    </dialog>
  );
}
