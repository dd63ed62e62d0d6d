import { useSyncExternalStore } from "react";
import { Button } from "./Button";

type Toast = { id: number; text: string; action?: { label: string; run: () => void } };

const SHOWN_MS = 8000;
let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

/** Says what has just been done, on screen and to screen readers, politely. The newest takes the place of the last. */
export function toast(text: string, action?: Toast["action"]): void {
  const id = nextId++;
  set([{ id, text, ...(action && { action }) }]);
  setTimeout(() => dismiss(id), SHOWN_MS);
}

function dismiss(id: number): void {
  set(toasts.filter((one) => one.id !== id));
}

/** Rendered once, at the root: a live region has to be there before words come into it. */
export function Toasts() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => toasts,
  );
  return (
    <div className="toasts" role="status">
      {shown.map(({ id, text, action }) => (
        <div className="toast" key={id}>
          <span>{text}</span>
          {action && (
            <Button
              onClick={() => {
                dismiss(id);
                action.run();
              }}
            >
              {action.label}
            </Button>
          )}
        </div>
      ))}
    </div>
  );
}
