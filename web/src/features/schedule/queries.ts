import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import * as api from "../../api/scheduleApi";
import { lookAgain } from "../../session/queryClient";

const WHILE_MADE_MS = 1_000;
const OTHERWISE_MS = 30_000;

export function useDraft(cycleId: string) {
  return useQuery({
    queryKey: ["draft", cycleId],
    queryFn: () => api.readDraft(cycleId),
    refetchInterval: (query) =>
      lookAgain(query.state.data?.draft?.status === "solving" ? WHILE_MADE_MS : OTHERWISE_MS)(query),
  });
}

/** `version` too: a draft changed by hand has other placements. */
export function usePlacements(draft: api.Draft, filters: api.PlacementFilters) {
  return useQuery({
    queryKey: ["placements", draft.id, draft.version, filters],
    queryFn: () => api.listPlacements(draft.id, filters),
    placeholderData: keepPreviousData,
  });
}

/** Each answers the draft as it is then; what is refused may be refused because the draft is another by now. */
function useDraftChange<Given>(cycleId: string, change: (given: Given) => Promise<api.Draft | undefined>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: ["draft", cycleId] }),
  });
}

export const useMakeDraft = (cycleId: string) =>
  useDraftChange(cycleId, (body: api.NewDraft) => api.makeDraft(cycleId, body));

export const useDiscard = (cycleId: string) =>
  useDraftChange(cycleId, async (draft: api.Draft) => {
    await api.discardDraft(draft);
    return undefined;
  });

export const useChangePlace = (draft: api.Draft) =>
  useDraftChange(draft.cycle_id, ({ application, place }: { application: string; place: api.Place }) =>
    api.changePlace(draft, application, place),
  );

export function usePublish(cycleId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: api.publishDraft,
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ["interviews"] });
      void client.invalidateQueries({ queryKey: ["cycles"] });
      return client.invalidateQueries({ queryKey: ["draft", cycleId] });
    },
  });
}
