import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Importable } from "../../api/adminApi";
import type { ImportResult } from "../../api/types";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { useFocusOnStep } from "../../ui/useFocusOnStep";
import { Counts, ImportPreview } from "./ImportPreview";
import { type ImportStep, useImport } from "./useImport";

type Props = {
  cycleId: string;
  what: Importable;
  title: ReactNode;
  label: string;
  /** Which columns the file needs. */
  hint: ReactNode;
};

/** A file, what it would do, and only then the doing. */
export function ImportCard({ cycleId, what, title, label, hint }: Props) {
  const { step, look, carryOut, startOver } = useImport(cycleId, what);
  const heading = useFocusOnStep(step.tag);
  const id = `import-${what}`;
  return (
    <section className="card tool" aria-labelledby={id}>
      <h2 id={id} tabIndex={-1} ref={heading}>
        {title}
      </h2>
      {/* There from the beginning: words that come with their live region are not read out everywhere. */}
      <div role="status" className="tool-said">
        <StepWords step={step} />
      </div>
      {step.tag === "choose" && (
        <>
          {step.error !== undefined && (
            <Banner tone="bad" role="alert">
              {errorWords(step.error)}
            </Banner>
          )}
          <TextField
            label={label}
            hint={hint}
            type="file"
            accept=".csv,.txt,.tsv,text/csv"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) look(file);
            }}
          />
        </>
      )}
      {step.tag === "sending" && <Progress sent={step.sent} />}
      {step.tag === "preview" && (
        <ImportPreview result={step.result} onImport={() => carryOut(step.file)} onAnother={startOver} />
      )}
      {step.tag === "done" && (
        <div className="tool-actions">
          <Button onClick={startOver}>
            <Trans>Import another file</Trans>
          </Button>
        </div>
      )}
    </section>
  );
}

function StepWords({ step }: { step: ImportStep }) {
  switch (step.tag) {
    case "choose":
      return null;
    case "sending":
      return <Sending step={step} />;
    case "preview":
      return (
        <p>
          <strong>{step.file.name}</strong>: <Counts result={step.result} />
        </p>
      );
    case "done":
      return <Imported result={step.result} />;
  }
}

function Imported({ result: { new: added, changed } }: { result: ImportResult }) {
  return (
    <Banner tone="good">
      <Trans>
        Imported: {added} new, <Plural value={changed} one="# changed" other="# changed" />.
      </Trans>
    </Banner>
  );
}

function Sending({ step: { sent, dryRun, file } }: { step: Extract<ImportStep, { tag: "sending" }> }) {
  const { name } = file;
  return (
    <p>
      {sent < 1 ? (
        <Trans>Sending {name}</Trans>
      ) : dryRun ? (
        <Trans>Reading {name}. Nothing is changed yet.</Trans>
      ) : (
        <Trans>Importing {name}. All of it, or none of it.</Trans>
      )}
    </p>
  );
}

function Progress({ sent }: { sent: number }) {
  const { t } = useLingui();
  // Without a value it says that something goes on, and not how far it is.
  return <progress aria-label={t`Progress`} {...(sent < 1 && { value: sent })} />;
}
