import type { InterviewStatus } from "../../api/types";

export type Joinable = { status: InterviewStatus; opens_at: string; closes_at: string };

/** Why one may, or may not, join now. Both ends of the window are inside it. */
export type JoinState =
  | { tag: "open" }
  | { tag: "early"; opensAt: string }
  | { tag: "late"; closedAt: string }
  | { tag: "over"; status: Exclude<InterviewStatus, "scheduled"> };

/** `now` is the server's clock, in milliseconds. */
export function joinState({ status, opens_at, closes_at }: Joinable, now: number): JoinState {
  if (status !== "scheduled") return { tag: "over", status };
  if (now < Date.parse(opens_at)) return { tag: "early", opensAt: opens_at };
  if (now > Date.parse(closes_at)) return { tag: "late", closedAt: closes_at };
  return { tag: "open" };
}
