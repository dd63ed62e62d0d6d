import { useEffect, useState, useSyncExternalStore } from "react";
import { sendCallReport } from "../../api/roomApi";
import { reportCall } from "../../call/callReport";
import { CallSession } from "../../call/callSession";
import { browserPlatform } from "../../call/platform";
import type { Call, CallSnapshot } from "../../call/types";

/** The only bridge between the call and React. Give the component that uses it a `key` per visit. */
export function useCall(interviewId: string): { call: Call; snapshot: CallSnapshot } {
  const [call] = useState<Call>(() => new CallSession({ interviewId }));
  useEffect(() => openUnlessUnmounted(call), [call]);
  useEffect(
    () => reportCall(call, browserPlatform(), (report) => sendCallReport(interviewId, report)),
    [call, interviewId],
  );
  const snapshot = useSyncExternalStore(call.subscribe, call.getSnapshot);
  return { call, snapshot };
}

/** StrictMode mounts, unmounts and mounts again in one task: only the last mount may open a socket. */
export function openUnlessUnmounted(call: Pick<Call, "open" | "close">): () => void {
  let state: "pending" | "opened" | "unmounted" = "pending";
  queueMicrotask(() => {
    if (state === "unmounted") return;
    state = "opened";
    call.open();
  });
  return () => {
    if (state === "opened") call.close();
    state = "unmounted";
  };
}
