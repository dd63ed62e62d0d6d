import createClient from "openapi-fetch";
import { ApiError, fromProblem } from "./errors";
import type { paths } from "./schema.gen";
import { observeServerTime } from "./serverClock";

/** Knows every path, query, body and answer of the OpenAPI document. Wrap its calls in `answer`. */
export const http = createClient<paths>();

type Outcome<T> = { data?: T; error?: unknown; response: Response };

const signedOut = new Set<() => void>();

/** Called whenever an answer says that the session is over. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

/** The body of a request that went well. Throws `ApiError`, and nothing else. */
export async function answer<T>(request: Promise<Outcome<T>>): Promise<T> {
  const sentAt = Date.now();
  const { data, error, response } = await arrived(request);
  if (!response.ok) {
    const problem = fromProblem(response.status, error);
    if (problem.code === "not_signed_in") for (const listener of signedOut) listener();
    throw problem;
  }
  if (hasServerTime(data)) observeServerTime(data.server_time, sentAt, Date.now());
  return data as T;
}

async function arrived<T>(request: Promise<Outcome<T>>): Promise<Outcome<T>> {
  try {
    return await request;
  } catch (failure) {
    // A body that is no JSON comes from a proxy; anything else means that nothing came at all.
    throw new ApiError(0, failure instanceof SyntaxError ? "broken_answer" : "offline", "");
  }
}

function hasServerTime(data: unknown): data is { server_time: string } {
  return typeof data === "object" && data !== null && "server_time" in data;
}
