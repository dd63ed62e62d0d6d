import { type ReactNode, useEffect, useRef } from "react";
import { AppBar } from "./AppBar";

let pagesShown = 0;

/** Names the page in the tab, and moves focus to its heading after a change of page. */
export function PageHeading({ title, children }: { title: string; children?: ReactNode }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Vivavoce`;
  }, [title]);
  useEffect(() => {
    // The browser itself begins at the top of the first page.
    if (pagesShown++ > 0) heading.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children ?? title}
    </h1>
  );
}

type Props = {
  /** Left out while it is not known yet: then there is no heading either, and the focus waits for it. */
  title: string | undefined;
  /** The heading, where it says more than the tab's title. */
  heading?: ReactNode;
  /** A line under the heading. */
  lead?: ReactNode;
  /** Buttons on the heading's line. */
  actions?: ReactNode;
  className?: string;
  children: ReactNode;
};

/** A page with the bar on top: what every page but the room and sign-in is made of. */
export function Page({ title, heading, lead, actions, className, children }: Props) {
  return (
    <>
      <AppBar />
      <main className={className}>
        <div className="page-head">
          <div>
            {title !== undefined && <PageHeading title={title}>{heading}</PageHeading>}
            {lead && <p className="quiet">{lead}</p>}
          </div>
          {actions}
        </div>
        {children}
      </main>
    </>
  );
}
