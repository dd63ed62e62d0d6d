import type { ApplicationStatus, CyclePhase } from "../../api/types";

/** What a student may expect of an application, as far as status and phase tell it. */
export type Outlook =
  | "changeable"
  | "waiting"
  | "reviewed"
  | "invited"
  | "chosen"
  | "not_chosen"
  /** The cycle is over without a decision about this one: nothing more may be promised. */
  | "over"
  | "withdrawn";

/** `set_aside` looks like `submitted`: it is the office's own word. */
export function outlook(status: ApplicationStatus, phase: CyclePhase): Outlook {
  const over = phase === "published" || phase === "completed";
  switch (status) {
    case "submitted":
    case "set_aside":
      if (over) return "over";
      return phase === "submission" ? "changeable" : "waiting";
    case "scored":
      return over ? "over" : "reviewed";
    case "selected":
      return over ? "chosen" : "invited";
    case "not_selected":
      return "not_chosen";
    case "withdrawn":
      return "withdrawn";
  }
}
