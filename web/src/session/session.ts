import { useQuery, useQueryClient } from "@tanstack/react-query";
import { createContext, useCallback, useContext, useEffect } from "react";
import { onSignedOut } from "../api/http";
import { getMe, getOffice, logout } from "../api/sessionApi";
import type { Me, Office } from "../api/types";
import { queryClient } from "./queryClient";

const ME = ["me"];

/** Who is signed in; null when nobody is. */
export function useSession() {
  return useQuery({ queryKey: ME, queryFn: getMe, staleTime: 60_000 });
}

/** Given by the guard of a page. */
export const MeContext = createContext<Me | null>(null);

/** Who is signed in, on a page that only signed-in people reach. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe outside a guarded page");
  return me;
}

const signedIn = new Set<(me: Me) => void>();

/** Called when somebody signed in on this page: what is kept outside the queries and belongs to others must go. */
export function onSignedIn(listener: (me: Me) => void): () => void {
  signedIn.add(listener);
  return () => signedIn.delete(listener);
}

/** Who is signed in right now, for what goes on outside React. */
export function signedInId(): string | undefined {
  return queryClient.getQueryData<Me | null>(ME)?.id;
}

/** After signing in as somebody, nothing of the previous person may stay. */
export function useSignedIn(): (me: Me) => void {
  const client = useQueryClient();
  return useCallback(
    (me) => {
      for (const listener of signedIn) listener(me);
      // `me` itself is overwritten, not removed: a removed query no longer tells the page that watches it.
      client.removeQueries({
        predicate: ({ queryKey }) => queryKey[0] !== "office" && queryKey[0] !== ME[0],
      });
      client.setQueryData(ME, me);
    },
    [client],
  );
}

/** Keeps the session shown in step with a changed profile. */
export function useUpdateMe(): (me: Me) => void {
  const client = useQueryClient();
  return useCallback((me) => client.setQueryData(ME, me), [client]);
}

/** Ends the session and leaves with a page load, so that nothing stays in memory. */
export async function signOut(): Promise<void> {
  try {
    await logout();
  } finally {
    window.location.assign("/login");
  }
}

/** An answer that the session is over makes every guard look again. */
export function useSessionEnd(): void {
  useEffect(() => onSignedOut(() => queryClient.setQueryData(ME, null)), []);
}

/** The office's name, contact and zone; undefined until known. */
export function useOffice(): Office | undefined {
  return useQuery({ queryKey: ["office"], queryFn: getOffice, staleTime: Number.POSITIVE_INFINITY }).data;
}
