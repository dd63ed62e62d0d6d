import { answer, http } from "./http";
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

export type CycleAllotment = Schemas["CycleAllotment"];
export type Allotment = Schemas["AllotmentOut"];
export type NewAllotment = Schemas["AllotmentIn"];

const ofCycle = (cycleId: string) => ({ params: { path: { cycle_id: cycleId } } });

export const readAllotment = (cycleId: string) =>
  answer(http.GET("/api/admin/cycles/{cycle_id}/allotment", ofCycle(cycleId)));
export const setAllotment = (cycleId: string, body: NewAllotment) =>
  answer(http.PUT("/api/admin/cycles/{cycle_id}/allotment", { ...ofCycle(cycleId), body }));
export const takeBackAllotment = (cycleId: string) =>
  answer(http.DELETE("/api/admin/cycles/{cycle_id}/allotment", ofCycle(cycleId)));
