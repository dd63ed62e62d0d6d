import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from "@tanstack/react-query";
import { useCallback } from "react";
import * as api from "../../api/adminApi";
import type { OfficeInterview, Person } from "../../api/types";
import { lookAgain } from "../../session/queryClient";

const INTERVIEWS = "interviews";

/** One half of the list; further pages on demand, refreshed quietly. */
export function useInterviews(query: api.InterviewQuery) {
  return useInfiniteQuery({
    queryKey: [INTERVIEWS, query],
    queryFn: ({ pageParam }) => api.listInterviews({ ...query, ...(pageParam && { cursor: pageParam }) }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: lookAgain(20_000),
  });
}

export function useWaiting() {
  return useQuery({ queryKey: ["waiting"], queryFn: api.listWaiting, refetchInterval: 4_000 });
}

/** Everything that shows interviews or counts them is asked again. Resolves once the lists are new. */
export function useInterviewsChanged(): () => Promise<void> {
  const client = useQueryClient();
  return useCallback(async () => {
    void client.invalidateQueries({ queryKey: ["cycles"] });
    void client.invalidateQueries({ queryKey: ["waiting"] });
    void client.invalidateQueries({ queryKey: ["applicants"] });
    await client.invalidateQueries({ queryKey: [INTERVIEWS] });
  }, [client]);
}

export function useChangeInterview() {
  const changed = useInterviewsChanged();
  return useMutation({
    mutationFn: ({ id, ...change }: api.InterviewChange & { id: string }) => api.changeInterview(id, change),
    onSettled: changed,
  });
}

export function useDeleteInterview() {
  const changed = useInterviewsChanged();
  return useMutation({
    mutationFn: (interview: OfficeInterview) => api.deleteInterview(interview.id),
    onSettled: changed,
  });
}

/** Everyone who may lead an interview or sit on its panel, by name. */
export function useStaff() {
  return useQuery({ queryKey: ["people", "staff"], queryFn: loadStaff, staleTime: 60_000 });
}

async function loadStaff(): Promise<Person[]> {
  const lists = await Promise.all([
    api.listPeople({ role: "admin" }),
    api.listPeople({ role: "interviewer" }),
  ]);
  return lists
    .flatMap((list) => list.items)
    .filter((person) => !person.disabled)
    .sort((a, b) => a.name.localeCompare(b.name));
}
