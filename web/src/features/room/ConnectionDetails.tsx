import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import type { Call } from "../../call/types";
import type { Verdict } from "../../call/verification";
import { useMe } from "../../session/session";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { clockSeconds } from "../../ui/datetime";
import { TextAreaField } from "../../ui/Field";
import { useRoleWords } from "../people/useRoleWords";
import { spoken } from "./callWords";
import { type Line, type Part, reportText } from "./connectionReport";
import type { Shortcuts } from "./shortcuts";
import { useConnectionWords } from "./useConnectionWords";
import { useTick } from "./useTick";
import "../../laterWords";
import "./details.css";

type Props = { call: Call; shortcuts: Shortcuts; onClose: () => void };

/** How the call does, in numbers, for people who look into it; and what else the call can be told. */
export function ConnectionDetails({ call, shortcuts, onClose }: Props) {
  const { t } = useLingui();
  useTick(Date.now, 1000);
  const { general, others } = useParts(call);
  const report = () => reportText([general, ...others.map(({ role, part }) => ({ ...part, title: role }))]);
  return (
    <Dialog title={<Trans>Connection details</Trans>} wide onClose={onClose}>
      <Facts lines={general.lines.slice(0, 1)} />
      {others.length === 0 ? (
        <p className="quiet">
          <Trans>Nobody else is here at the moment.</Trans>
        </p>
      ) : null}
      {others.map(({ key, part, verdict }) => (
        <section key={key} className="details-part" aria-label={part.title}>
          <h3>{part.title}</h3>
          <CallWords verdict={verdict} />
          <Facts lines={part.lines} />
          <Steps steps={part.steps} />
        </section>
      ))}
      <label className="details-choice">
        <input
          type="checkbox"
          checked={shortcuts.on}
          aria-describedby="shortcut-words"
          onChange={(event) => shortcuts.turn(event.currentTarget.checked)}
        />
        <Trans>Keyboard shortcuts</Trans>
      </label>
      <p className="small quiet" id="shortcut-words">
        <Trans>M: microphone, V: camera, C: chat. Never while you type.</Trans>
      </p>
      <CopyReport report={report} label={t`Report`} />
      <div className="dialog-actions">
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </Dialog>
  );
}

/** In the report people are their roles: it says nothing of who they are. */
function useParts(call: Call): {
  general: Part;
  others: { key: string; role: string; part: Part; verdict: Verdict }[];
} {
  const { t } = useLingui();
  const { lines, step } = useConnectionWords();
  const roleWords = useRoleWords();
  const { time_zone } = useMe();
  const { at, signal, others } = call.diagnostics();
  const time = (instant: number) => clockSeconds(instant, time_zone);
  const server: Line = {
    name: t`Server`,
    words: signal === "open" ? t`Connected` : t`Reconnecting`,
  };
  const clock: Line = { name: t`Time`, words: `${time(at)} ${time_zone}` };
  const browser: Line = { name: t`Browser`, words: navigator.userAgent };
  return {
    general: { title: "Vivavoce", lines: [server, clock, browser], steps: [] },
    others: others.map((other) => ({
      key: other.peer,
      role: roleWords[other.person.role],
      verdict: other.verdict,
      part: {
        title: other.person.name,
        lines: lines(other),
        steps: other.steps.map((past) => ({ name: time(past.at), words: step(past) })),
      },
    })),
  };
}

/** Not in the report: whoever reads that later must not know them. */
function CallWords({ verdict }: { verdict: Verdict }) {
  if (verdict === null) return null;
  if (verdict === "broken") {
    return (
      <p className="details-broken">
        <Trans>
          This call may be listened to: the keys of the two sides do not match. End it, and tell the office.
        </Trans>
      </p>
    );
  }
  return (
    <div className="details-words">
      <p className="num">{spoken(verdict)}</p>
      <p className="small">
        <Trans>
          Read these words to each other. If both of you have the same ones, nobody sits in between and
          listens.
        </Trans>
      </p>
    </div>
  );
}

function Facts({ lines }: { lines: readonly Line[] }) {
  return (
    <dl className="details-facts">
      {lines.map(({ name, words }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="num">{words}</dd>
        </div>
      ))}
    </dl>
  );
}

function Steps({ steps }: { steps: readonly Line[] }) {
  if (steps.length === 0) return null;
  return (
    <details>
      <summary>
        <Trans>What was done to keep the connection</Trans>
      </summary>
      <ol className="details-steps">
        {steps.map(({ name, words }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: several may have the same time
          <li key={index}>
            <span className="num quiet">{name}</span> {words}
          </li>
        ))}
      </ol>
    </details>
  );
}

/** Where the browser does not let the page copy, the text is there to be copied by hand. */
function CopyReport({ report, label }: { report: () => string; label: string }) {
  const [fate, setFate] = useState<"copied" | { text: string } | null>(null);
  const copy = () => {
    const text = report();
    // Not there at all on an insecure page and inside some apps.
    const copied = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error("no clipboard"));
    copied.then(
      () => setFate("copied"),
      () => setFate({ text }),
    );
  };
  return (
    <div className="details-copy">
      <Button onClick={copy}>
        <Trans>Copy report</Trans>
      </Button>
      <p role="status" className="small">
        {fate === "copied" ? (
          <Trans>Copied. It names no addresses and no people.</Trans>
        ) : fate ? (
          <Trans>It could not be copied. Select the text below and copy it.</Trans>
        ) : null}
      </p>
      {fate && fate !== "copied" ? (
        <TextAreaField label={label} value={fate.text} readOnly rows={6} onFocus={(e) => e.target.select()} />
      ) : null}
    </div>
  );
}
