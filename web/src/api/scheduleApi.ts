import { answer, http } from "./http";
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

export type Draft = Schemas["ScheduleDraft"];
export type Placement = Schemas["PlacementOut"];
export type Change = Schemas["PlacementChange"];
export type NewDraft = Required<Schemas["ScheduleIn"]>;
export type Away = Schemas["AwayIn"];
export type Place = Schemas["PlaceIn"];

const PAGE = 200;
/** A table with more rows helps nobody: people filter by interviewer. */
const MOST_PAGES = 10;

export const readDraft = (cycleId: string) =>
  answer(http.GET("/api/admin/cycles/{cycle_id}/draft", { params: { path: { cycle_id: cycleId } } }));
export const makeDraft = (cycleId: string, body: NewDraft) =>
  answer(http.POST("/api/admin/cycles/{cycle_id}/drafts", { params: { path: { cycle_id: cycleId } }, body }));
export const publishDraft = (draft: Draft) =>
  answer(
    http.POST("/api/admin/drafts/{draft_id}/publish", {
      params: { path: { draft_id: draft.id } },
      body: { version: draft.version },
    }),
  );
export const discardDraft = (draft: Draft) =>
  answer(http.DELETE("/api/admin/drafts/{draft_id}", { params: { path: { draft_id: draft.id } } }));
export const changePlace = (draft: Draft, applicationId: string, body: Place) =>
  answer(
    http.PUT("/api/admin/drafts/{draft_id}/placements/{application_id}", {
      params: { path: { draft_id: draft.id, application_id: applicationId } },
      body,
    }),
  );

export type PlacementFilters = { change?: Change; admin_id?: string };

/** `more`: there are others, which no filter has left out. */
export async function listPlacements(
  draftId: string,
  filters: PlacementFilters,
): Promise<{ items: Placement[]; more: boolean }> {
  const items: Placement[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const found: Schemas["PlacementPage"] = await answer(
      http.GET("/api/admin/drafts/{draft_id}/placements", {
        params: {
          path: { draft_id: draftId },
          query: { ...filters, limit: PAGE, ...(cursor && { cursor }) },
        },
      }),
    );
    items.push(...found.items);
    cursor = found.next_cursor;
    if (cursor === null) break;
  }
  return { items, more: cursor !== null };
}
