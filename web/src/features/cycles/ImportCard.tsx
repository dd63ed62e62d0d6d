import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { Importable } from "../../api/adminApi";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import { ImportPreview } from "./ImportPreview";
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
  return (
    <section className="card tool" aria-labelledby="import">
      <h2 id="import" tabIndex={-1}>
        {title}
      </h2>
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
      {step.tag === "sending" && <Progress step={step} />}
      {step.tag === "preview" && (
        <ImportPreview
          file={step.file}
          result={step.result}
          onImport={() => carryOut(step.file)}
          onAnother={startOver}
        />
      )}
      {step.tag === "done" && <Done step={step} onAnother={startOver} />}
    </section>
  );
}

function Progress({ step }: { step: Extract<ImportStep, { tag: "sending" }> }) {
  const { t } = useLingui();
  const arrived = step.sent >= 1;
  const { name } = step.file;
  return (
    <div className="tool-progress">
      <p role="status">
        {arrived ? (
          step.dryRun ? (
            <Trans>Reading {name}. Nothing is changed yet.</Trans>
          ) : (
            <Trans>Importing {name}. All of it, or none of it.</Trans>
          )
        ) : (
          <Trans>Sending {name}</Trans>
        )}
      </p>
      {/* Without a value it says that something goes on, and not how far it is. */}
      <progress aria-label={t`Progress`} {...(arrived ? {} : { value: step.sent })} />
    </div>
  );
}

type DoneProps = { step: Extract<ImportStep, { tag: "done" }>; onAnother: () => void };

function Done({ step, onAnother }: DoneProps) {
  const { new: added, changed } = step.result;
  return (
    <Banner
      tone="good"
      role="status"
      actions={
        <Button onClick={onAnother}>
          <Trans>Import another file</Trans>
        </Button>
      }
    >
      <Trans>
        Imported: {added} new, <Plural value={changed} one="# changed" other="# changed" />.
      </Trans>
    </Banner>
  );
}
