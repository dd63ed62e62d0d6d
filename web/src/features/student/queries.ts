import { type QueryClient, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  type ApplicationChange,
  apply,
  changeApplication,
  listMyApplications,
  listMyInterviews,
  type NewApplication,
  respond,
} from "../../api/studentApi";
import type { Attendance, Page, StudentInterview } from "../../api/types";
import { lookAgain } from "../../session/queryClient";

/** Quiet enough for a phone, quick enough that a newly scheduled interview is there when the mail is read. */
const LOOK_AGAIN_MS = 15_000;
export const INTERVIEWS = ["student", "interviews"];
/** Other times of an interview, and whether its student waits for one. */
export const timesKey = (interviewId: string) => ["times", interviewId];
export const APPLICATIONS = ["student", "applications"];

export function useMyInterviews() {
  return useQuery({
    queryKey: INTERVIEWS,
    queryFn: listMyInterviews,
    refetchInterval: lookAgain(LOOK_AGAIN_MS),
  });
}

export function useMyApplications() {
  return useQuery({
    queryKey: APPLICATIONS,
    queryFn: listMyApplications,
    refetchInterval: lookAgain(4 * LOOK_AGAIN_MS),
  });
}

export function useResponse(interviewId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ attendance, message }: { attendance: Attendance; message?: string }) =>
      respond(interviewId, attendance, message),
    onSuccess: (answered) => putInterview(client, answered),
  });
}

/** The newest state of one interview, in the list that the dashboard shows. */
export function putInterview(client: QueryClient, newest: StudentInterview): void {
  client.setQueryData<Page<StudentInterview>>(INTERVIEWS, (page) =>
    page ? { ...page, items: page.items.map((one) => (one.id === newest.id ? newest : one)) } : page,
  );
}

export function useChangeApplication(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: ApplicationChange) => changeApplication(id, change),
    onSettled: () => client.invalidateQueries({ queryKey: APPLICATIONS }),
  });
}

export function useApply() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (application: NewApplication) => apply(application),
    // Also after a refusal: applied elsewhere, or no longer open.
    onSettled: () => client.invalidateQueries({ queryKey: APPLICATIONS }),
  });
}
