import { answer, http } from "./http";
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

export type Operations = Schemas["Operations"];
export type Bucket = Schemas["Bucket"];
export type Found = Schemas["Found"];
export type Repair = Schemas["Repair"];

/** Of the server that answers. */
export const readOperations = () => answer(http.GET("/api/admin/operations"));
