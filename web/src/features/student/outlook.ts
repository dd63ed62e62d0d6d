import type { StudentApplication, StudentInterview } from "../../api/types";

/** What a student may expect of an application, as far as status, phase and its interviews tell it. */
export type Outlook =
  | "changeable"
  | "waiting"
  | "reviewed"
  | "invited"
  /** They had an interview, or missed it, and none is scheduled. */
  | "past"
  | "chosen"
  | "not_chosen"
  /** The cycle is over without a decision about this one: nothing more may be promised. */
  | "over"
  | "withdrawn";

type Interview = Pick<StudentInterview, "application_id" | "status">;
type Application = Pick<StudentApplication, "id" | "status" | "cycle_phase">;

/** Interviews that are not known yet (`undefined`), and cancelled ones, count for nothing. */
export function outlook(application: Application, interviews: readonly Interview[] | undefined): Outlook {
  const { id, status, cycle_phase: phase } = application;
  const over = phase === "published" || phase === "completed";
  switch (status) {
    case "submitted":
      if (over) return "over";
      return phase === "submission" ? "changeable" : "waiting";
    case "scored":
      return over ? "over" : "reviewed";
    case "selected":
      return over || !interviews
        ? "chosen"
        : ofSelected(interviews.filter((one) => one.application_id === id));
    case "not_selected":
      return "not_chosen";
    case "withdrawn":
      return "withdrawn";
  }
}

function ofSelected(interviews: readonly Interview[]): Outlook {
  if (interviews.some((one) => one.status === "scheduled")) return "chosen";
  return interviews.some((one) => one.status !== "cancelled") ? "past" : "invited";
}

/** The one thing to say of all applications while no interview is ahead. */
export function withNoneAhead(applications: readonly Application[], interviews: readonly Interview[]) {
  const found = applications.map((one) => outlook(one, interviews));
  return (["invited", "past"] as const).find((one) => found.includes(one)) ?? "chosen";
}
