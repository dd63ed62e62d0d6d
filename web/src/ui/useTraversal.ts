import { useEffect, useEffectEvent } from "react";

/** What TypeScript's DOM does not know yet of the Navigation API. */
type Traversal = Event & { navigationType: string; destination: { url: string; key: string } };
type Navigation = EventTarget & { traverseTo(key: string): unknown };

/**
 * Back and Forward to another page of the app, while `active`. `ask` may prevent them, and `go` later; but not twice
 * before the page is touched: then they are no longer cancelable. A browser without the Navigation API goes unasked.
 */
export function useTraversal(active: boolean, ask: (event: Event, go: () => void) => void): void {
  const asked = useEffectEvent(ask);
  useEffect(() => {
    const navigation = (window as { navigation?: Navigation }).navigation;
    if (!active || !navigation) return;
    const listen = (event: Event) => {
      const { navigationType, destination } = event as Traversal;
      if (navigationType === "traverse" && event.cancelable && leads(destination.url))
        asked(event, () => navigation.traverseTo(destination.key));
    };
    navigation.addEventListener("navigate", listen);
    return () => navigation.removeEventListener("navigate", listen);
  }, [active]);
}

/** To another page of the app. */
export function leads(href: string): boolean {
  const { origin, pathname } = new URL(href, location.href);
  return origin === location.origin && pathname !== location.pathname;
}
