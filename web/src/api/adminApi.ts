import { answer, http } from "./http";
import type { components, paths } from "./schema.gen";
import type { CyclePhase, ImportResult } from "./types";
import { upload } from "./upload";

type Schemas = components["schemas"];
type Query<P extends keyof paths> = NonNullable<NonNullable<paths[P]["get"]>["parameters"]["query"]>;

export type InterviewQuery = Query<"/api/admin/interviews">;
export type ApplicationQuery = Query<"/api/admin/cycles/{cycle_id}/applications">;
type Interview = Schemas["InterviewCreate"];
/** The form always says all of it; what the API would fill in by itself is filled in before the eyes. The time goes
 * out as it was typed: the server finds the moment. */
export type NewInterview = Required<Omit<Interview, "interview_time" | "which">> & Pick<Interview, "which">;
export type InterviewField = keyof Interview;
export type InterviewChange = Schemas["InterviewUpdate"];
export type ApplicationChange = Schemas["ApplicationUpdate"];
export type Invitation = Schemas["NewPersonIn"];

export const listInterviews = (query: InterviewQuery) =>
  answer(http.GET("/api/admin/interviews", { params: { query } }));
export const scheduleInterview = (interview: NewInterview) =>
  answer(http.POST("/api/admin/interviews", { body: interview }));
export const getInterview = (id: string) =>
  answer(http.GET("/api/admin/interviews/{interview_id}", { params: { path: { interview_id: id } } }));
export const changeInterview = (id: string, change: InterviewChange) =>
  answer(
    http.PATCH("/api/admin/interviews/{interview_id}", {
      params: { path: { interview_id: id } },
      body: change,
    }),
  );
export const deleteInterview = (id: string) =>
  answer(http.DELETE("/api/admin/interviews/{interview_id}", { params: { path: { interview_id: id } } }));
export const listWaiting = () => answer(http.GET("/api/admin/waiting"));

export const listCycles = () => answer(http.GET("/api/admin/cycles"));
export const getCycle = (id: string) =>
  answer(http.GET("/api/admin/cycles/{cycle_id}", { params: { path: { cycle_id: id } } }));
export const createCycle = (name: string) => answer(http.POST("/api/admin/cycles", { body: { name } }));
export const movePhase = (id: string, to: CyclePhase, reason?: string) =>
  answer(
    http.POST("/api/admin/cycles/{cycle_id}/phase", {
      params: { path: { cycle_id: id } },
      body: { to, ...(reason && { reason }) },
    }),
  );
export const listApplications = (cycleId: string, query: ApplicationQuery) =>
  answer(
    http.GET("/api/admin/cycles/{cycle_id}/applications", { params: { path: { cycle_id: cycleId }, query } }),
  );
export const changeApplication = (id: string, change: ApplicationChange) =>
  answer(
    http.PATCH("/api/admin/applications/{application_id}", {
      params: { path: { application_id: id } },
      body: change,
    }),
  );

export type BulkChange = Schemas["BulkChange"];

export const changeApplications = (cycleId: string, change: BulkChange) =>
  answer(
    http.POST("/api/admin/cycles/{cycle_id}/applications/bulk", {
      params: { path: { cycle_id: cycleId } },
      body: change,
    }),
  );
export const selectTop = (cycleId: string, top: number, dryRun: boolean) =>
  answer(
    http.POST("/api/admin/cycles/{cycle_id}/select", {
      params: { path: { cycle_id: cycleId }, query: { dry_run: dryRun } },
      body: { top },
    }),
  );

/** What a file can hold: its part of the address. */
export type Importable = "applications" | "scores" | "interviews" | "availability";

export const importFile = (
  cycleId: string,
  what: Importable,
  file: Blob,
  dryRun: boolean,
  onProgress: (sent: number) => void,
) => upload<ImportResult>(`/api/admin/cycles/${cycleId}/${what}/import?dry_run=${dryRun}`, file, onProgress);
export const makeExport = (cycleId: string) =>
  answer(http.POST("/api/admin/cycles/{cycle_id}/export", { params: { path: { cycle_id: cycleId } } }));
export const exportPath = (cycleId: string, format: "csv" | "jsonl") =>
  `/api/admin/cycles/${cycleId}/export?format=${format}`;
/** A CSV file with a fresh one-time link for every student of the cycle who has no password yet, a row for each. */
export const inviteCycle = async (cycleId: string): Promise<{ file: Blob; count: number }> => {
  const params = { path: { cycle_id: cycleId } };
  const made: unknown = await answer(
    http.POST("/api/admin/cycles/{cycle_id}/invitations", { params, parseAs: "blob" }),
  );
  const file = made as Blob;
  return { file, count: (await file.text()).trim().split("\n").length - 1 };
};

export type PersonChange = Schemas["PersonUpdate"];

export const listPeople = (query: Query<"/api/admin/people">) =>
  answer(http.GET("/api/admin/people", { params: { query } }));
export const invitePerson = (person: Invitation) => answer(http.POST("/api/admin/people", { body: person }));
export const inviteByMail = (person: Invitation) =>
  answer(http.POST("/api/admin/invitations", { body: person }));
export const mailLink = (id: string) =>
  answer(http.POST("/api/admin/people/{person_id}/invitation-mail", { params: { path: { person_id: id } } }));
export const inviteAgain = (id: string) =>
  answer(http.POST("/api/admin/people/{person_id}/invitation", { params: { path: { person_id: id } } }));
export const changePerson = (id: string, change: PersonChange) =>
  answer(http.PATCH("/api/admin/people/{person_id}", { params: { path: { person_id: id } }, body: change }));

export type CycleWindows = Schemas["CycleWindows"];
export type WindowRequest = Schemas["WindowRequestIn"];

export const readWindows = (cycleId: string) =>
  answer(http.GET("/api/admin/cycles/{cycle_id}/windows", { params: { path: { cycle_id: cycleId } } }));
export const askForWindows = (cycleId: string, body: WindowRequest) =>
  answer(http.PUT("/api/admin/cycles/{cycle_id}/windows", { params: { path: { cycle_id: cycleId } }, body }));
