import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changeOwnInterview, type OwnInterviewChange } from "../../api/interviewerApi";

export function useChangeOwnInterview() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...change }: OwnInterviewChange & { id: string }) => changeOwnInterview(id, change),
    onSettled: () => client.invalidateQueries({ queryKey: ["own-interviews"] }),
  });
}
