import { fieldWords } from "./fieldWords";

export type FieldProblem = { code: string; message: string };

/**
 * What the API refused, or why it could not be asked. Pages switch on `code`; `message` is the server's
 * sentence for people. `offline`, `no_answer`, `server_away` and `broken_answer` are this side's own
 * codes.
 */
export class ApiError extends Error {
  override name = "ApiError";

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    /** By the field's name in the request; several problems of one field keep the first. */
    readonly fields: Readonly<Record<string, FieldProblem>> = {},
  ) {
    super(message);
  }
}

type Problem = {
  status?: unknown;
  code?: unknown;
  detail?: unknown;
  title?: unknown;
  errors?: { field?: unknown; code?: unknown; message?: unknown }[];
};

/** What a proxy answers by itself while the server behind it is away. */
const SERVER_AWAY = new Set([502, 503, 504]);

/** Reads RFC 9457; tolerates a proxy that answers in its own words. */
export function fromProblem(status: number, body: unknown): ApiError {
  const problem: Problem = typeof body === "object" && body !== null ? body : {};
  const fields: Record<string, FieldProblem> = {};
  for (const error of Array.isArray(problem.errors) ? problem.errors : []) {
    const field = String(error.field ?? "");
    const code = String(error.code ?? "");
    fields[field] ??= { code, message: fieldWords(code, String(error.message ?? "")) };
  }
  const words = problem.detail ?? problem.title;
  return new ApiError(
    status,
    typeof problem.code === "string"
      ? problem.code
      : SERVER_AWAY.has(status)
        ? "server_away"
        : "broken_answer",
    typeof words === "string" ? words : "",
    fields,
  );
}

export function isApiError(error: unknown, code?: string): error is ApiError {
  return error instanceof ApiError && (code === undefined || error.code === code);
}
