import type { ApplicationQuery } from "../../api/adminApi";
import type { ApplicationStatus } from "../../api/types";
import { withQuery } from "../../ui/withQuery";
import { APPLICATION_WORDS } from "./words";

/** What the list of applications shows; lives in the address, so that a link shows the same. */
export type ApplicationFilters = {
  q: string;
  status: ApplicationStatus | "";
  checked: "yes" | "no" | "";
  sort: "name" | "score";
};

export const STATUSES = Object.keys(APPLICATION_WORDS) as ApplicationStatus[];

export function readFilters(search: string): ApplicationFilters {
  const params = new URLSearchParams(search);
  const checked = params.get("checked");
  return {
    q: params.get("q") ?? "",
    status: STATUSES.find((known) => known === params.get("status")) ?? "",
    checked: checked === "yes" || checked === "no" ? checked : "",
    sort: params.get("sort") === "score" ? "score" : "name",
  };
}

/** The query of the address; what is as usual leaves no trace. */
export const writeFilters = ({ sort, ...filters }: ApplicationFilters): string =>
  withQuery("", { ...filters, sort: sort === "name" ? "" : sort });

/** Which applications, without their order: what a change to all of them names. */
export function toMatch({ q, status, checked }: ApplicationFilters) {
  return {
    ...(q.trim() && { q: q.trim() }),
    ...(status && { status }),
    ...(checked && { checked: checked === "yes" }),
  };
}

export function toQuery(filters: ApplicationFilters): ApplicationQuery {
  return { ...toMatch(filters), ...(filters.sort === "score" && { sort: "score" }) };
}

export const isFiltered = ({ q, status, checked }: ApplicationFilters): boolean =>
  q !== "" || status !== "" || checked !== "";
