import "../../officeWords";
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { readOperations } from "../../api/operationsApi";
import { Figures } from "../../features/operations/Figures";
import { type History, latest, remember } from "../../features/operations/history";
import { MinuteTable } from "../../features/operations/MinuteTable";
import { Summary } from "../../features/operations/Summary";
import { Tallies } from "../../features/operations/Tallies";
import { LoadError } from "../../session/LoadError";
import { Page } from "../../session/Page";
import { useMe } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { Banner } from "../../ui/Banner";
import { clockSeconds, when } from "../../ui/datetime";
import { Skeleton } from "../../ui/Skeleton";
import "../../features/operations/operations.css";

/** A page that nobody looks at does not ask. */
const EVERY_MS = 5_000;
const KEY = ["operations"];

export default function OperationsPage() {
  const { t } = useLingui();
  return (
    <Page title={t`Operations`} lead={t`How the server and its calls go, looked at every five seconds.`}>
      <Live />
    </Page>
  );
}

function Live() {
  const me = useMe();
  const client = useQueryClient();
  const query = useQuery({
    queryKey: KEY,
    queryFn: async () => remember(client.getQueryData<History>(KEY) ?? null, await readOperations()),
    refetchInterval: EVERY_MS,
    structuralSharing: false,
  });
  const trouble = useTrouble(query);
  if (trouble) return <LoadError error={trouble} retry={query.refetch} />;
  if (!query.data) return <Skeleton lines={8} />;
  const history = query.data;
  const { at, said } = latest(history);
  return (
    <div className="stack operations">
      {query.isError && (
        <Banner tone="bad" role="alert">
          <Trans>
            The server does not answer. What is below is of {clockSeconds(at, me.time_zone)}; this page keeps
            asking.
          </Trans>
        </Banner>
      )}
      <Summary history={history} zone={me.time_zone} />
      <Figures history={history} />
      <MinuteTable history={history} zone={me.time_zone} />
      <h2 className="section-title">
        <Trans>Since the server began, {when(said.started_at, me.time_zone, at)}</Trans>
      </h2>
      <Tallies said={said} />
      <p className="quiet small">
        <Trans>
          Server {said.node}, version {said.version}.
        </Trans>{" "}
        {said.processes > 1 && (
          <Trans>
            <Plural value={said.processes} one="# process" other="# processes" />, seen together.
          </Trans>
        )}{" "}
        {history.others.length > 0 && (
          <Trans>
            Others answer too ({history.others.join(", ")}); this page follows one, Grafana shows all.
          </Trans>
        )}
      </p>
    </div>
  );
}
