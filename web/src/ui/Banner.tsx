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

export function Banner({ tone, actions, role, children }: Props) {
  return (
    <div className={tone ? `banner ${tone}` : "banner"} role={role}>
      <p>{children}</p>
      {actions}
    </div>
  );
}
