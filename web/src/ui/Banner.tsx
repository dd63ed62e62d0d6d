import type { ReactNode } from "react";
import type { Tone } from "./Badge";

type Props = {
  tone?: Tone;
  /** Buttons or links that follow from the words. */
  actions?: ReactNode;
  /** `alert` interrupts a screen reader: only for what just failed. */
  role?: "status" | "alert";
  children: ReactNode;
};

/** What answers a press must not be said out of sight. */
const show = (banner: HTMLElement | null) => banner?.scrollIntoView?.({ block: "nearest" });

export function Banner({ tone, actions, role, children }: Props) {
  return (
    <div className={tone ? `banner ${tone}` : "banner"} role={role} ref={role === "alert" ? show : undefined}>
      <p>{children}</p>
      {actions}
    </div>
  );
}
