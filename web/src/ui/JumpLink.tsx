import type { ReactNode } from "react";
import { Link } from "wouter";

/** Goes to a part of a page and takes the focus there, also when it is the page one is on. */
export function JumpLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} onClick={() => requestAnimationFrame(jumpToHash)}>
      {children}
    </Link>
  );
}

/** The part that the address names, once it is there. */
export function jumpToHash(): void {
  const part = document.getElementById(location.hash.slice(1));
  part?.scrollIntoView();
  part?.focus({ preventScroll: true });
}
