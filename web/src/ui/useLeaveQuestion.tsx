import { Trans } from "@lingui/react/macro";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { ConfirmDialog } from "./ConfirmDialog";
import { leads, useTraversal } from "./useTraversal";

/** Links, and the bar's Sign out. */
const LEAVES = "a, .bar button";

/**
 * Asks before what was typed is given up: by a link, Sign out, Back, or with the tab (in the browser's own words). To
 * render somewhere on the page. A press is stopped before the app hears of it, so that where the app goes by itself,
 * after a save or at the end of a session, nothing asks.
 */
export function useLeaveQuestion(changed: boolean): ReactNode {
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const meant = useRef(false);

  function ask(event: Event, go: () => void) {
    if (meant.current) return;
    event.preventDefault();
    event.stopPropagation();
    setLeave(() => () => {
      meant.current = true;
      go();
    });
  }
  const press = useEffectEvent((event: MouseEvent) => {
    const pressed = event.target instanceof Element && event.target.closest<HTMLElement>(LEAVES);
    if (pressed && !isElsewhere(pressed, event)) ask(event, () => pressed.click());
  });
  useTraversal(changed, ask);
  useEffect(() => {
    if (!changed) return;
    const onClick = (event: MouseEvent) => press(event);
    const onUnload = (event: Event) => meant.current || event.preventDefault();
    document.addEventListener("click", onClick, { capture: true });
    window.addEventListener("beforeunload", onUnload);
    return () => {
      document.removeEventListener("click", onClick, { capture: true });
      window.removeEventListener("beforeunload", onUnload);
    };
  }, [changed]);

  if (!leave) return null;
  return (
    <ConfirmDialog
      title={<Trans>Leave without saving?</Trans>}
      keep={<Trans>Stay</Trans>}
      confirm={<Trans>Leave</Trans>}
      danger
      onConfirm={leave}
      onClose={() => setLeave(null)}
    >
      <p>
        <Trans>What you changed on this page is not saved, and is lost when you leave it.</Trans>
      </p>
    </ConfirmDialog>
  );
}

/** A link that leaves this page where it is. */
function isElsewhere(pressed: HTMLElement, event: MouseEvent): boolean {
  if (!(pressed instanceof HTMLAnchorElement)) return false;
  const inNewTab = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || pressed.target !== "";
  return inNewTab || pressed.hasAttribute("download") || !leads(pressed.href);
}
