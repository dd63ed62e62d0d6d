import type { ReactNode } from "react";

export type Tone = "good" | "warn" | "bad" | "open";

export function Badge({ tone, children }: { tone?: Tone | undefined; children: ReactNode }) {
  return <span className={tone ? `badge ${tone}` : "badge"}>{children}</span>;
}
