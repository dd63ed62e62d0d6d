import createClient from "openapi-fetch";
import { ApiError, fromProblem } from "./errors";
import type { paths } from "./schema.gen";
import { observeServerTime } from "./serverClock";

/** What a person who waits before an empty page is willing to wait, and a slow phone needs at most. */
const READ_WITHIN_MS = 15_000;
/** The server itself gives up after 25 seconds, in better words than ours. */
const WRITE_WITHIN_MS = 30_000;

/** Knows every path, query, body and answer of the OpenAPI document. Wrap its calls in `answer`. */
export const http = createClient<paths>({
  fetch: (request) => {
    const within = request.method === "GET" ? READ_WITHIN_MS : WRITE_WITHIN_MS;
    return fetch(request, { signal: AbortSignal.timeout(within) });
  },
});

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
    throw new ApiError(0, whyNothingCame(failure), "");
  }
}

function whyNothingCame(failure: unknown): "broken_answer" | "no_answer" | "offline" {
  // A body that is no JSON comes from a proxy.
  if (failure instanceof SyntaxError) return "broken_answer";
  // Time is up; some browsers call that an abort, and nothing else here aborts.
  const late = failure instanceof DOMException && ["TimeoutError", "AbortError"].includes(failure.name);
  return late ? "no_answer" : "offline";
}

function hasServerTime(data: unknown): data is { server_time: string } {
  return typeof data === "object" && data !== null && "server_time" in data;
}
