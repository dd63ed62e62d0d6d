import { answer, http } from "./http";
import type { components } from "./schema.gen";

type Schemas = components["schemas"];

export type MessageItem = Schemas["MessageItem"];
export type MessageStatus = Schemas["MailStatus"];
export type Outbox = Schemas["OutboxState"];
export type Held = Schemas["HeldInvitation"];
export type Template = Schemas["MailTemplate"];

type Query = {
  status?: MessageStatus;
  person_id?: string;
  q?: string;
  cursor?: string;
  limit?: number;
};

export const listMessages = (query: Query) => answer(http.GET("/api/admin/messages", { params: { query } }));
export const readMessage = (id: string) =>
  answer(http.GET("/api/admin/messages/{message_id}", { params: { path: { message_id: id } } }));
export const sendAgain = (id: string) =>
  answer(http.POST("/api/admin/messages/{message_id}/retry", { params: { path: { message_id: id } } }));
export const heldBy = (personId: string) =>
  answer(http.GET("/api/admin/people/{person_id}/held", { params: { path: { person_id: personId } } }));
export const listTemplates = () => answer(http.GET("/api/admin/mail-templates"));
export const tryTemplate = (kind: string) =>
  answer(http.POST("/api/admin/mail-templates/{kind}/test", { params: { path: { kind } } }));

/** As it goes out, for a mail program to open. */
export const messageFile = (id: string) => `/api/admin/messages/${encodeURIComponent(id)}/file`;
