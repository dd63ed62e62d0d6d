import { answer, http } from "./http";
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

export type ZoneChange = Schemas["ZoneChange"];
export type Keep = Schemas["Keep"];

export const listZoneChanges = () => answer(http.GET("/api/admin/zone-changes"));
export const decideZoneChange = ({ interview_id, version }: ZoneChange, keep: Keep) =>
  answer(
    http.POST("/api/admin/zone-changes/{interview_id}", {
      params: { path: { interview_id } },
      body: { version, keep },
    }),
  );
