import type { ApplicationStatus, CyclePhase, StudentApplication, StudentInterview } from "../../api/types";

/** What a student may expect of an application, as far as status, phase and its interviews tell it. */
export type Outlook =
  | "changeable"
  | "waiting"
  | "reviewed"
  | "invited"
  | "scheduled"
  | "held"
  | "missed"
  | "chosen"
  | "not_chosen"
  /** The cycle is over without a decision about this one: nothing more may be promised. */
  | "over"
  | "withdrawn";

/** What has become of an application's interviews; a cancelled one counts for nothing. */
export type Standing = "none" | "scheduled" | "completed" | "no_show";

const STANDINGS = ["scheduled", "completed", "no_show"] as const;
const SELECTED: Record<Standing, Outlook> = {
  none: "invited",
  scheduled: "scheduled",
  completed: "held",
  no_show: "missed",
};

type Interview = Pick<StudentInterview, "application_id" | "status">;
type Application = Pick<StudentApplication, "id" | "status" | "cycle_phase">;

export function standing(applicationId: string, interviews: readonly Interview[]): Standing {
  const theirs = interviews.filter((one) => one.application_id === applicationId);
  return STANDINGS.find((status) => theirs.some((one) => one.status === status)) ?? "none";
}

/** `set_aside` looks like `submitted`: it is the office's own word. */
export function outlook(status: ApplicationStatus, phase: CyclePhase, interview: Standing): Outlook {
  const over = phase === "published" || phase === "completed";
  switch (status) {
    case "submitted":
    case "set_aside":
      if (over) return "over";
      return phase === "submission" ? "changeable" : "waiting";
    case "scored":
      return over ? "over" : "reviewed";
    case "selected":
      return over ? "chosen" : SELECTED[interview];
    case "not_selected":
      return "not_chosen";
    case "withdrawn":
      return "withdrawn";
  }
}

/** `undefined`: the interviews are not known yet, so nothing is said of them. */
export function outlookOf(application: Application, interviews: readonly Interview[] | undefined): Outlook {
  const { id, status, cycle_phase } = application;
  if (status === "selected" && !interviews) return "chosen";
  return outlook(status, cycle_phase, standing(id, interviews ?? []));
}

const FIRST = ["invited", "held", "missed", "scheduled"] as const;

/** The one thing to say of all applications while no interview is ahead. */
export function withNoneAhead(applications: readonly Application[], interviews: readonly Interview[]) {
  const found = applications.map((one) => outlookOf(one, interviews));
  return FIRST.find((one) => found.includes(one)) ?? "chosen";
}
