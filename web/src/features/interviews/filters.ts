import type { InterviewQuery } from "../../api/adminApi";
import type { InterviewStatus } from "../../api/types";
import { withQuery } from "../../ui/withQuery";

/** What the list shows; lives in the address, so that a link shows the same. */
export type Filters = { q: string; cycle: string; status: InterviewStatus | ""; lead: string };

export const STATUSES: readonly InterviewStatus[] = ["scheduled", "completed", "cancelled", "no_show"];

export function readFilters(search: string): Filters {
  const params = new URLSearchParams(search);
  const status = params.get("status");
  return {
    q: params.get("q") ?? "",
    cycle: params.get("cycle") ?? "",
    status: STATUSES.find((known) => known === status) ?? "",
    lead: params.get("lead") ?? "",
  };
}

/** The query of the address; empty filters leave no trace. */
export const writeFilters = (filters: Filters): string => withQuery("", filters);

export function toQuery({ q, cycle, status, lead }: Filters): InterviewQuery {
  return {
    ...(q.trim() && { q: q.trim() }),
    ...(cycle && { cycle_id: cycle }),
    ...(status && { status }),
    ...(lead && { admin_id: lead }),
  };
}

export const isFiltered = (filters: Filters): boolean => Object.values(filters).some((value) => value !== "");
