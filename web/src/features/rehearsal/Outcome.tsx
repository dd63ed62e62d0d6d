import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Rehearsal } from "../../api/types";
import type { Connection, Findings } from "../../call/connectionVerdict";
import { OfficeContact } from "../../session/OfficeContact";
import { ConnectionWords } from "./ConnectionWords";

type Props = {
  connection: Connection;
  findings: Findings;
  /** The server's verdict on all of it; null where only the connection was looked at. */
  rehearsal: Rehearsal | null;
  children?: ReactNode;
};

type Kind = "ready" | "choppy" | "blocked" | "devices";

/** The answer to "will it work?", large, then why and what to do. */
export function Outcome({ connection, findings, rehearsal, children }: Props) {
  const kind = kindOf(connection, rehearsal);
  return (
    <div className="outcome" data-outcome={kind}>
      <p className="outcome-title">
        <Title kind={kind} all={rehearsal !== null} />
      </p>
      {rehearsal ? <DeviceRisks risks={rehearsal.risks} /> : null}
      <ConnectionWords connection={connection} findings={findings} />
      {kind === "ready" ? null : (
        <p className="small">
          <OfficeContact />
        </p>
      )}
      {children}
    </div>
  );
}

function kindOf({ quality }: Connection, rehearsal: Rehearsal | null): Kind {
  if (quality !== "good") return quality;
  return rehearsal && rehearsal.verdict !== "ready" ? "devices" : "ready";
}

function Title({ kind, all }: { kind: Kind; all: boolean }) {
  switch (kind) {
    case "ready":
      return all ? <Trans>You are ready</Trans> : <Trans>The connection is good</Trans>;
    case "choppy":
      return <Trans>May be choppy</Trans>;
    case "blocked":
      return <Trans>Blocked</Trans>;
    case "devices":
      return <Trans>Not ready yet</Trans>;
  }
}

function DeviceRisks({ risks }: Pick<Rehearsal, "risks">) {
  const known = risks.filter((risk) => risk !== "choppy" && risk !== "blocked");
  if (known.length === 0) return null;
  return (
    <ul>
      {known.map((risk) => (
        <li key={risk}>
          <DeviceRisk risk={risk} />
        </li>
      ))}
    </ul>
  );
}

function DeviceRisk({ risk }: { risk: Exclude<Rehearsal["risks"][number], "choppy" | "blocked"> }) {
  switch (risk) {
    case "camera":
      return (
        <Trans>
          Your camera gave no picture. Turn it on or choose another one, then check again. Without a camera
          you can still be heard.
        </Trans>
      );
    case "microphone":
      return (
        <Trans>
          Your microphone gave no sound. Say a few words; if the bar under your picture does not move, choose
          another one.
        </Trans>
      );
    case "speaker":
      return <Trans>You did not hear the tones. Turn the volume up, or choose another speaker.</Trans>;
  }
}
