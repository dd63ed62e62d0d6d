import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import * as api from "../../api/adminApi";
import type { Application, CyclePhase } from "../../api/types";
import { lookAgain } from "../../session/queryClient";

export function useCycles() {
  return useQuery({ queryKey: ["cycles"], queryFn: api.listCycles, refetchInterval: lookAgain(60_000) });
}

export function useCycle(id: string) {
  return useQuery({ queryKey: ["cycles", id], queryFn: () => api.getCycle(id) });
}

export function useApplications(cycleId: string, query: api.ApplicationQuery) {
  return useInfiniteQuery({
    queryKey: ["cycles", cycleId, "applications", query],
    queryFn: ({ pageParam }) =>
      api.listApplications(cycleId, { ...query, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

/** Phases and applications decide about each other, and both about who can be scheduled. */
export function useCyclesChanged() {
  const client = useQueryClient();
  return async () => {
    void client.invalidateQueries({ queryKey: ["interviews"] });
    void client.invalidateQueries({ queryKey: ["applicants"] });
    void client.invalidateQueries({ queryKey: ["windows"] });
    await client.invalidateQueries({ queryKey: ["cycles"] });
  };
}

export function useCreateCycle() {
  return useMutation({ mutationFn: api.createCycle, onSettled: useCyclesChanged() });
}

export function useMovePhase(cycleId: string) {
  return useMutation({
    mutationFn: ({ to, reason }: { to: CyclePhase; reason?: string }) => api.movePhase(cycleId, to, reason),
    onSettled: useCyclesChanged(),
  });
}

export function useChangeApplication() {
  return useMutation({
    mutationFn: ({ application, change }: { application: Application; change: api.ApplicationChange }) =>
      api.changeApplication(application.id, change),
    onSettled: useCyclesChanged(),
  });
}
