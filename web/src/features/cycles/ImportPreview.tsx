import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { ImportResult } from "../../api/types";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";

type Props = { result: ImportResult; onImport: () => void; onAnother: () => void };

/** What the file would do. With an error in any row it does nothing. */
export function ImportPreview({ result, onImport, onAnother }: Props) {
  const { new: added, changed, error_count: errors } = result;
  const something = added + changed > 0;
  return (
    <div className="tool-preview">
      {result.ignored_columns.length > 0 && (
        <p className="small quiet">
          <Trans>Columns that are not used: {result.ignored_columns.join(", ")}</Trans>
        </p>
      )}
      {errors > 0 && <Errors result={result} />}
      {errors === 0 && something && <Sample result={result} />}
      {errors === 0 && result.hints.length > 0 && <Hints result={result} />}
      {errors === 0 && !something && (
        <Banner>
          <Trans>Everything in this file is here already. There is nothing to import.</Trans>
        </Banner>
      )}
      <div className="dialog-actions">
        <Button onClick={onAnother}>
          <Trans>Choose another file</Trans>
        </Button>
        {errors === 0 && something && (
          <Button tone="primary" onClick={onImport}>
            <Plural value={added + changed} one="Import # row" other="Import # rows" />
          </Button>
        )}
      </div>
    </div>
  );
}

export function Counts({ result }: { result: ImportResult }) {
  const { new: added, changed, unchanged, skipped, accounts, error_count: errors } = result;
  return (
    <>
      <Trans>
        {added} new, {changed} changed, {unchanged} unchanged
      </Trans>
      {skipped > 0 && (
        <>
          , <Trans>{skipped} left out</Trans>
        </>
      )}
      {errors > 0 && (
        <>
          , <Plural value={errors} one="# error" other="# errors" />
        </>
      )}
      .{" "}
      {accounts > 0 && errors === 0 && (
        <Plural
          value={accounts}
          one="# student account is made; it can then be invited."
          other="# student accounts are made; they can then be invited."
        />
      )}
    </>
  );
}

function Errors({ result }: { result: ImportResult }) {
  const { t } = useLingui();
  return (
    <>
      <Banner tone="bad" role="alert">
        <Trans>Nothing is imported while a row has an error. Mend the file and choose it again.</Trans>
      </Banner>
      <Remarks
        label={t`Errors by row`}
        what={t`What is wrong`}
        rows={result.errors}
        count={result.error_count}
      />
    </>
  );
}

function Hints({ result }: { result: ImportResult }) {
  const { t } = useLingui();
  return (
    <>
      <Banner tone="warn">
        <Trans>Something speaks against these rows. They can be imported all the same.</Trans>
      </Banner>
      <Remarks
        label={t`What speaks against rows`}
        what={t`What speaks against it`}
        rows={result.hints}
        count={result.hint_count}
      />
    </>
  );
}

/** `rows`: the first of `count`. */
type RemarksProps = { label: string; what: string; rows: ImportResult["errors"]; count: number };

function Remarks({ label, what, rows, count }: RemarksProps) {
  const { t } = useLingui();
  const hidden = count - rows.length;
  return (
    <>
      <Rows label={label} headings={[t`Row`, t`Column`, what]}>
        {rows.map(({ row, column, code, message }) => (
          <tr key={`${row} ${column} ${code}`}>
            <td className="num">{row}</td>
            <td>{column}</td>
            <td>{message}</td>
          </tr>
        ))}
      </Rows>
      {hidden > 0 && (
        <p className="small quiet">
          <Plural value={hidden} one="And # more." other="And # more." />
        </p>
      )}
    </>
  );
}

function Sample({ result }: { result: ImportResult }) {
  const { t } = useLingui();
  const shown = result.sample.length;
  const count = result.new + result.changed;
  return (
    <>
      {shown < count && (
        <p className="small quiet">
          <Trans>
            The first {shown} of {count} rows.
          </Trans>
        </p>
      )}
      <Rows label={t`Rows that change something`} headings={[t`Row`, t`Applicant`, t`What changes`]}>
        {result.sample.map(({ row, action, name, changes }) => (
          <tr key={row}>
            <td className="num">{row}</td>
            <td>{name}</td>
            {/* Of a new application everything would be a change. */}
            <td>
              {action === "new" && !changes["score"] && !changes["interview_time"] ? (
                <Trans>New</Trans>
              ) : (
                <Changes changes={changes} />
              )}
            </td>
          </tr>
        ))}
      </Rows>
    </>
  );
}

type RowsProps = { label: string; headings: readonly string[]; children: ReactNode };

function Rows({ label, headings, children }: RowsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard
    <section className="tool-rows" tabIndex={0} aria-label={label}>
      <table>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

function Changes({ changes }: { changes: ImportResult["sample"][number]["changes"] }) {
  return (
    <ul>
      {Object.entries(changes).map(([field, { from, to }]) => (
        <li key={field}>
          {field}: {from === null || from === "" ? "–" : from} → {to}
        </li>
      ))}
    </ul>
  );
}
