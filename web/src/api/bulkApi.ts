import { type InterviewQuery, listInterviews } from "./adminApi";
import { answer, http } from "./http";
import type { components } from "./schema.gen";
import type { OfficeInterview } from "./types";

type Schemas = components["schemas"];

export type BulkAction = Schemas["BulkAction"];
export type BulkChange = Schemas["InterviewsBulk"];
export type BulkResult = Schemas["InterviewsBulkResult"];
export type BulkItem = Schemas["BulkItem"];

/** As many as one change takes. */
export const MOST = 500;
const PAGE = 200;

export const changeMany = (body: BulkChange) => answer(http.POST("/api/admin/bulk/interviews", { body }));

/** Scheduled ones from `from` on, up to as many as one change takes. */
export async function listAhead(query: InterviewQuery, from: string): Promise<OfficeInterview[]> {
  const items: OfficeInterview[] = [];
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listInterviews>> = await listInterviews({
      ...query,
      status: "scheduled",
      from,
      order: "asc",
      limit: PAGE,
      ...(cursor && { cursor }),
    });
    items.push(...page.items);
    cursor = page.next_cursor;
  } while (cursor !== null && items.length < MOST);
  return items.slice(0, MOST);
}

/** The list as a file, with the filters it is shown with. */
export function exportAddress(query: InterviewQuery, format: "csv" | "xlsx"): string {
  const params = new URLSearchParams({ format });
  for (const [name, value] of Object.entries(query)) if (value !== undefined) params.set(name, String(value));
  return `/api/admin/exports/interviews?${params}`;
}
