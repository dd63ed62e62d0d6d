import { Trans } from "@lingui/react/macro";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

/** What TypeScript's DOM does not know yet of the Navigation API. */
type Traversal = Event & { navigationType: string; destination: { url: string; key: string } };
type Navigation = EventTarget & { traverseTo(key: string): unknown };

/**
 * Asks before what was typed is given up: by a link, by Back, or with the tab (in the browser's own words). To render
 * somewhere on the page. A link is stopped before the app hears of it, so that where the app goes by itself, after a save
 * or at the end of a session, nothing asks. Back is refused by the Navigation API, which leaves the history as it is; a
 * browser without it goes back unasked.
 */
export function useLeaveQuestion(changed: boolean): ReactNode {
  const [leave, setLeave] = useState<(() => void) | null>(null);
  const meant = useRef(false);

  useEffect(() => {
    if (!changed) return;
    const navigation = (window as { navigation?: Navigation }).navigation;
    const ask = (event: Event, go: () => void) => {
      if (!event.cancelable || meant.current) return;
      event.preventDefault();
      event.stopPropagation();
      setLeave(() => () => {
        meant.current = true;
        go();
      });
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element && event.target.closest("a");
      if (!link) return;
      const inNewTab = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
      const stays = inNewTab || link.target || link.hasAttribute("download");
      if (!stays && leads(link.href)) ask(event, () => link.click());
    };
    const onNavigate = (event: Event) => {
      const { navigationType, destination } = event as Traversal;
      if (navigationType === "traverse" && leads(destination.url))
        ask(event, () => navigation?.traverseTo(destination.key));
    };
    const onUnload = (event: Event) => meant.current || event.preventDefault();
    document.addEventListener("click", onClick, { capture: true });
    navigation?.addEventListener("navigate", onNavigate);
    window.addEventListener("beforeunload", onUnload);
    return () => {
      document.removeEventListener("click", onClick, { capture: true });
      navigation?.removeEventListener("navigate", onNavigate);
      window.removeEventListener("beforeunload", onUnload);
    };
  }, [changed]);

  if (!leave) return null;
  const stay = () => setLeave(null);
  return (
    <Dialog title={<Trans>Leave without saving?</Trans>} onClose={stay}>
      <p>
        <Trans>What you changed on this page is not saved, and is lost when you leave it.</Trans>
      </p>
      <div className="dialog-actions">
        <Button onClick={stay}>
          <Trans>Stay</Trans>
        </Button>
        <Button tone="danger" onClick={leave}>
          <Trans>Leave</Trans>
        </Button>
      </div>
    </Dialog>
  );
}

/** To another page of the app. */
function leads(href: string): boolean {
  const { origin, pathname } = new URL(href, location.href);
  return origin === location.origin && pathname !== location.pathname;
}
