import { ApiError, fromProblem } from "./errors";
import { observeServerTime } from "./serverClock";

type Query = Record<string, string | number | boolean | null | undefined>;
type Options = { query?: Query; body?: unknown };

const signedOut = new Set<() => void>();

/** Called whenever an answer says that the session is over. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}

/** One request to our own API. Throws `ApiError`, and nothing else. */
export async function send<T>(method: string, path: string, { query, body }: Options = {}): Promise<T> {
  const sentAt = Date.now();
  const response = await ask(method, path + search(query), body);
  const answer = await json(response);
  if (!response.ok) {
    const error = fromProblem(response.status, answer);
    if (response.status === 401 && error.code === "not_signed_in")
      for (const listener of signedOut) listener();
    throw error;
  }
  if (hasServerTime(answer)) observeServerTime(answer.server_time, sentAt, Date.now());
  return answer as T;
}

async function ask(method: string, url: string, body: unknown): Promise<Response> {
  try {
    return await fetch(url, {
      method,
      headers: {
        Accept: "application/json",
        ...(body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, "offline", "");
  }
}

async function json(response: Response): Promise<unknown> {
  if (response.status === 204) return null;
  try {
    return await response.json();
  } catch {
    if (response.ok) throw new ApiError(0, "broken_answer", "");
    return null;
  }
}

function search(query: Query = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    if (value !== undefined && value !== null && value !== "") params.set(name, String(value));
  return params.size > 0 ? `?${params}` : "";
}

function hasServerTime(answer: unknown): answer is { server_time: string } {
  return typeof answer === "object" && answer !== null && "server_time" in answer;
}
