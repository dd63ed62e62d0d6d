import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { askForWindows, type CycleWindows, readWindows, type WindowRequest } from "../../api/adminApi";
import { isApiError } from "../../api/errors";
import { serverNow } from "../../api/serverClock";
import type { Cycle } from "../../api/types";
import { errorWords } from "../../api/words";
import { LoadError } from "../../session/LoadError";
import { lookAgain } from "../../session/queryClient";
import { useMe } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { Banner } from "../../ui/Banner";
import { Button, ButtonLink } from "../../ui/Button";
import { when } from "../../ui/datetime";
import { TextField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { Skeleton } from "../../ui/Skeleton";
import { toast } from "../../ui/toast";
import { useFocusStays } from "../../ui/useFocusStays";
import { latestOf, toInstant, toWall } from "../../ui/wallTime";
import { Answers } from "./Answers";

/** Asking the selected applicants when they can, and who has answered. */
export function TimesCard({ cycle }: { cycle: Cycle }) {
  const windows = useQuery({
    queryKey: ["windows", cycle.id],
    queryFn: () => readWindows(cycle.id),
    refetchInterval: lookAgain(30_000),
  });
  const trouble = useTrouble(windows);
  const box = useFocusStays<HTMLElement>();
  return (
    <section className="card tool" aria-labelledby="times" {...box}>
      <h2 id="times" tabIndex={-1}>
        <Trans>Applicants’ times</Trans>
      </h2>
      {trouble ? (
        <LoadError error={trouble} retry={windows.refetch} />
      ) : windows.data ? (
        <Asked cycleId={cycle.id} windows={windows.data} />
      ) : (
        <Skeleton lines={3} />
      )}
    </section>
  );
}

function Asked({ cycleId, windows }: { cycleId: string; windows: CycleWindows }) {
  const { time_zone: zone } = useMe();
  const [asking, setAsking] = useState(false);
  const { request, answers } = windows;
  const given = answers.filter((one) => one.answered_at !== null).length;
  return (
    <>
      {request && (
        <p>
          <Trans>
            {given} of {answers.length} have answered. They may until{" "}
            {when(request.closes_at, zone, serverNow())}.
          </Trans>
        </p>
      )}
      {request && <Answers answers={answers} zone={zone} />}
      {asking || !request ? (
        <AskForm cycleId={cycleId} request={request} zone={zone} onAsked={() => setAsking(false)} />
      ) : (
        <div className="tool-actions">
          <ButtonLink tone="primary" href={`/admin/cycles/${cycleId}/schedule`}>
            <Trans>Give everybody a time</Trans>
          </ButtonLink>
          <Button onClick={() => setAsking(true)}>
            <Trans>Change the days or the deadline</Trans>
          </Button>
        </div>
      )}
      {!request && (
        <p className="small quiet">
          <Plural
            value={answers.length}
            _0="Nobody is selected yet; who is selected later is asked, too."
            one="# selected applicant is asked, and who is selected later."
            other="# selected applicants are asked, and who is selected later."
          />
        </p>
      )}
    </>
  );
}

type AskProps = {
  cycleId: string;
  request: CycleWindows["request"];
  zone: string;
  onAsked: () => void;
};

function AskForm({ cycleId, request, zone, onAsked }: AskProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [first, setFirst] = useState(request?.first_day ?? "");
  const [last, setLast] = useState(request?.last_day ?? "");
  const [deadline, setDeadline] = useState(request ? toWall(request.closes_at, zone) : "");
  const [missing, setMissing] = useState<Record<string, string>>({});
  const ask = useMutation({
    mutationFn: (body: WindowRequest) => askForWindows(cycleId, body),
    onSuccess: (asked) => {
      client.setQueryData(["windows", cycleId], asked);
      toast(t`Applicants see it on their page`);
      onAsked();
    },
    onError: (error) => {
      if (isApiError(error, "stale_version"))
        void client.invalidateQueries({ queryKey: ["windows", cycleId] });
    },
  });
  const { form, refuse } = useFocusInvalid(ask.error);
  const refused = isApiError(ask.error) ? ask.error.fields : {};
  const error = (field: string) => missing[field] ?? refused[field]?.message;

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = toInstant(deadline, zone);
    const closesAt = latestOf(read);
    const found = {
      ...(!first && { first_day: t`Choose a day.` }),
      ...(!last && { last_day: t`Choose a day.` }),
      ...(!closesAt && { closes_at: t`Enter a date and a time.` }),
    };
    setMissing(found);
    if (Object.keys(found).length > 0 || !closesAt) return refuse();
    if (!ask.isPending)
      ask.mutate({ version: request?.version ?? 0, first_day: first, last_day: last, closes_at: closesAt });
  }

  return (
    <form className="tool-line" ref={form} noValidate onSubmit={submit}>
      {ask.error && Object.keys(refused).length === 0 && (
        <Banner tone="bad" role="alert">
          {errorWords(ask.error)}
        </Banner>
      )}
      <TextField
        label={t`First day of interviews`}
        type="date"
        value={first}
        onChange={(event) => setFirst(event.target.value)}
        error={error("first_day")}
        autoFocus={request !== null}
      />
      <TextField
        label={t`Last day`}
        type="date"
        value={last}
        onChange={(event) => setLast(event.target.value)}
        error={error("last_day")}
      />
      <TextField
        label={t`They answer by`}
        hint={t`In your own time zone.`}
        type="datetime-local"
        value={deadline}
        onChange={(event) => setDeadline(event.target.value)}
        error={error("closes_at")}
      />
      <Button type="submit" tone={request ? undefined : "primary"} aria-disabled={ask.isPending || undefined}>
        {request ? <Trans>Ask anew</Trans> : <Trans>Ask when they can</Trans>}
      </Button>
    </form>
  );
}
