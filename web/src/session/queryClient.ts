import { QueryClient } from "@tanstack/react-query";
import { isApiError } from "../api/errors";

/** Only what may pass by itself is asked again: a lost connection or a server in trouble. */
export function mayPass(error: unknown): boolean {
  return isApiError(error) && (error.status === 0 || error.status >= 500);
}

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5_000,
      retry: (failures, error) => failures < 2 && mayPass(error),
      // Some networks look offline to the browser and are not: ask and see.
      networkMode: "always",
    },
    mutations: { retry: false, networkMode: "always" },
  },
});
