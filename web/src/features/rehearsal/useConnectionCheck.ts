import { useState } from "react";
import type { RehearsalIce } from "../../api/types";
import { type CheckStage, checkConnection } from "../../call/connectionCheck";
import { type Connection, type Findings, judge } from "../../call/connectionVerdict";
import { browserPlatform } from "../../call/platform";
import { useLife } from "./useLife";

export type CheckState =
  | { readonly tag: "idle" }
  | { readonly tag: "running"; readonly stage: CheckStage }
  | { readonly tag: "done"; readonly connection: Connection; readonly findings: Findings }
  /** The server gave no credentials, so nothing is known about the connection. */
  | { readonly tag: "failed"; readonly error: unknown };

/** The bridge between the check of the connection and React. `credentials` asks the server for what it needs. */
export function useConnectionCheck(credentials: () => Promise<RehearsalIce>): {
  state: CheckState;
  run: () => Promise<void>;
} {
  const [state, setState] = useState<CheckState>({ tag: "idle" });
  const life = useLife();
  const run = async () => {
    const signal = life();
    setState({ tag: "running", stage: "reaching" });
    try {
      const ice = await credentials();
      const findings = await checkConnection(
        browserPlatform(),
        { servers: ice.ice_servers.map(plain), policy: ice.ice_transport_policy },
        { signal, stage: (stage) => setState({ tag: "running", stage }) },
      );
      if (findings) setState({ tag: "done", connection: judge(findings), findings });
    } catch (error) {
      if (!signal.aborted) setState({ tag: "failed", error });
    }
  };
  return { state, run };
}

function plain({ urls, username, credential }: RehearsalIce["ice_servers"][number]): RTCIceServer {
  return { urls, ...(username && credential && { username, credential }) };
}
