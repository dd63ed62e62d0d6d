import type { ReactNode } from "react";
import { PageHeading } from "./Page";
import { useOffice } from "./session";

/** One form in the middle: sign-in and one-time links. */
export function SmallPage({
  title,
  heading,
  lead,
  children,
}: {
  title: string;
  /** Where it says more than the tab's title. */
  heading?: ReactNode;
  lead?: ReactNode;
  children: ReactNode;
}) {
  const office = useOffice();
  return (
    <main className="small-page">
      <header className="small-page-mark">
        <span className="mark">Vivavoce</span>
        <span className="quiet small">{office?.name}</span>
      </header>
      <div className="card small-page-card">
        <PageHeading title={title}>{heading}</PageHeading>
        {lead && <p className="quiet">{lead}</p>}
        {children}
      </div>
    </main>
  );
}
