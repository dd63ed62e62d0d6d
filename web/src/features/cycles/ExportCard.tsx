import { Plural, Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { exportPath, makeExport } from "../../api/adminApi";
import { serverNow } from "../../api/serverClock";
import type { Cycle } from "../../api/types";
import { errorWords } from "../../api/words";
import { useMe } from "../../session/session";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { when } from "../../ui/datetime";
import { useCyclesChanged } from "./queries";

/** The file that goes to those who score. */
export function ExportCard({ cycle }: { cycle: Cycle }) {
  const changed = useCyclesChanged();
  const make = useMutation({ mutationFn: () => makeExport(cycle.id), onSettled: changed });
  const { time_zone: zone } = useMe();
  return (
    <section className="card tool" aria-labelledby="export">
      <h2 id="export" tabIndex={-1}>
        <Trans>Scoring export</Trans>
      </h2>
      <p>
        <Trans>
          One row for every application that is neither withdrawn nor set aside. Write the scores into its
          score column and import it again in the phase Processing.
        </Trans>
      </p>
      {make.error && (
        <Banner tone="bad" role="alert">
          {errorWords(make.error)}
        </Banner>
      )}
      <p role="status" className="small quiet num">
        {cycle.exported_at && <Trans>Made {when(cycle.exported_at, zone, serverNow())}</Trans>}
        {make.data && (
          <>
            {" · "}
            <Plural value={make.data.applications} one="# application" other="# applications" />
          </>
        )}
      </p>
      <div className="tool-actions">
        <Button
          tone={cycle.exported_at ? undefined : "primary"}
          aria-disabled={make.isPending}
          onClick={() => make.mutate()}
        >
          {cycle.exported_at ? <Trans>Make it again</Trans> : <Trans>Make the scoring export</Trans>}
        </Button>
        {cycle.exported_at && (
          <>
            <a className="button primary" href={exportPath(cycle.id, "csv")} download>
              <Trans>Download CSV</Trans>
            </a>
            <a className="button" href={exportPath(cycle.id, "jsonl")} download>
              <Trans>Download JSON Lines</Trans>
            </a>
          </>
        )}
      </div>
    </section>
  );
}
