import { QueryClient } from "@tanstack/react-query";
import { isApiError } from "../api/errors";

/** Only what may pass by itself is asked again: a lost connection or a server in trouble. */
export function mayPass(error: unknown): boolean {
  return isApiError(error) && (error.status === 0 || error.status >= 500);
}

/** In which what could not be loaded is asked for again by itself. */
const AGAIN_MS = 10_000;

type Asked = { state: { status: string; error: unknown } };

/** Whether a query failed in a way that may pass. */
function isTroubled({ state }: Asked): boolean {
  return state.status === "error" && mayPass(state.error);
}

/** As `refetchInterval`: how often to look again, and sooner after trouble. */
export function lookAgain(ms: number): (query: Asked) => number {
  return (query) => (isTroubled(query) ? Math.min(AGAIN_MS, ms) : ms);
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      // Not at once where the wait was long already: people should read why first.
      retry: (failures, error) => failures < 2 && mayPass(error) && !isApiError(error, "no_answer"),
      refetchInterval: (query) => (isTroubled(query) ? AGAIN_MS : false),
      refetchOnReconnect: true,
      // Some networks look offline to the browser and are not: ask and see.
      networkMode: "always",
    },
    mutations: { retry: false, networkMode: "always" },
  },
});
