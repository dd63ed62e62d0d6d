import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { isApiError } from "../../api/errors";
import {
  endSelfService,
  offerSelfService,
  readSelfService,
  type SelfService,
} from "../../api/selfServiceApi";
import { serverNow } from "../../api/serverClock";
import type { Cycle } from "../../api/types";
import { errorWords } from "../../api/words";
import { LoadError } from "../../session/LoadError";
import { useMe } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { when } from "../../ui/datetime";
import { TextField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { Skeleton } from "../../ui/Skeleton";
import { toast } from "../../ui/toast";
import { useFocusStays } from "../../ui/useFocusStays";
import { latestOf, toInstant, toWall } from "../../ui/wallTime";
import { WhoWaits } from "./WhoWaits";

/** Whether students may choose another time themselves, and how far. */
export function SelfServiceCard({ cycle }: { cycle: Cycle }) {
  const key = ["self-service", cycle.id];
  const rules = useQuery({ queryKey: key, queryFn: () => readSelfService(cycle.id) });
  const trouble = useTrouble(rules);
  const box = useFocusStays<HTMLDivElement>();
  return (
    <section className="card tool" aria-labelledby="self-service">
      <h2 id="self-service">
        <Trans>Changes by students</Trans>
      </h2>
      {trouble ? (
        <LoadError error={trouble} retry={rules.refetch} />
      ) : rules.data ? (
        <div className="stack" {...box}>
          <Rules key={rules.data.version} cycleId={cycle.id} rules={rules.data} queryKey={key} />
          {rules.data.offered && <WhoWaits cycleId={cycle.id} />}
        </div>
      ) : (
        <Skeleton lines={3} />
      )}
    </section>
  );
}

type Props = { cycleId: string; rules: SelfService; queryKey: readonly string[] };

function Rules({ cycleId, rules, queryKey }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { time_zone: zone } = useMe();
  const [editing, setEditing] = useState(false);
  const end = useMutation({
    mutationFn: () => endSelfService(cycleId),
    onSuccess: async () => {
      toast(t`Students can no longer move their interviews`);
      await client.invalidateQueries({ queryKey });
    },
  });
  if (editing)
    return <RulesForm cycleId={cycleId} rules={rules} queryKey={queryKey} onDone={() => setEditing(false)} />;
  return (
    <>
      {end.error && (
        <Banner tone="bad" role="alert">
          {errorWords(end.error)}
        </Banner>
      )}
      <p className={rules.offered ? undefined : "quiet"}>
        {rules.offered && rules.closes_at ? (
          <Trans>
            Students may move their interview until {when(rules.closes_at, zone, serverNow())}, at most{" "}
            <Plural value={rules.most_changes} one="once" other="# times" />,{" "}
            <Plural value={rules.notice_hours} one="an hour" other="# hours" /> ahead.
          </Trans>
        ) : (
          <Trans>Students cannot move their interviews; they tell the office.</Trans>
        )}
      </p>
      <div className="tool-actions">
        <Button onClick={() => setEditing(true)}>
          {rules.offered ? <Trans>Change the rules</Trans> : <Trans>Let students choose another time</Trans>}
        </Button>
        {rules.offered && (
          <Button tone="plain" aria-disabled={end.isPending || undefined} onClick={() => end.mutate()}>
            <Trans>No longer</Trans>
          </Button>
        )}
      </div>
    </>
  );
}

function RulesForm({ cycleId, rules, queryKey, onDone }: Props & { onDone: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { time_zone: zone } = useMe();
  const [notice, setNotice] = useState(String(rules.notice_hours));
  const [most, setMost] = useState(String(rules.most_changes));
  const [closes, setCloses] = useState(rules.closes_at ? toWall(rules.closes_at, zone) : "");
  const [missing, setMissing] = useState<Record<string, string>>({});
  const save = useMutation({
    mutationFn: (closesAt: string) =>
      offerSelfService(cycleId, {
        version: rules.version,
        notice_hours: Number(notice),
        most_changes: Number(most),
        closes_at: closesAt,
      }),
    onSuccess: async (saved) => {
      client.setQueryData(queryKey, saved);
      toast(t`Students see it on their page`);
      onDone();
    },
  });
  const { form, refuse } = useFocusInvalid(save.error);
  const refused = isApiError(save.error) ? save.error.fields : {};
  const error = (field: string) => missing[field] ?? refused[field]?.message;
  const whole = { type: "number", inputMode: "numeric", min: 1, step: 1 } as const;

  function submit(event: FormEvent) {
    event.preventDefault();
    const read = toInstant(closes, zone);
    const closesAt = latestOf(read);
    const found = {
      ...(!/^\d{1,3}$/.test(notice) && { notice_hours: t`Enter a whole number.` }),
      ...(!/^\d{1,2}$/.test(most) && { most_changes: t`Enter a whole number.` }),
      ...(!closesAt && { closes_at: t`Enter a date and a time.` }),
    };
    setMissing(found);
    if (Object.keys(found).length > 0 || !closesAt) return refuse();
    if (!save.isPending) save.mutate(closesAt);
  }

  return (
    <form className="tool-line" ref={form} noValidate onSubmit={submit}>
      {save.error && Object.keys(refused).length === 0 && (
        <Banner tone="bad" role="alert">
          {errorWords(save.error)}
        </Banner>
      )}
      <TextField
        {...whole}
        label={t`Hours of notice`}
        hint={t`For the time they leave and for the one they take.`}
        value={notice}
        onChange={(event) => setNotice(event.target.value)}
        error={error("notice_hours")}
        autoFocus
      />
      <TextField
        {...whole}
        label={t`Changes of one interview, at most`}
        value={most}
        onChange={(event) => setMost(event.target.value)}
        error={error("most_changes")}
      />
      <TextField
        label={t`Until`}
        hint={t`In your own time zone.`}
        type="datetime-local"
        value={closes}
        onChange={(event) => setCloses(event.target.value)}
        error={error("closes_at")}
      />
      <div className="tool-actions">
        <Button type="submit" tone="primary" aria-disabled={save.isPending || undefined}>
          <Trans>Let them choose</Trans>
        </Button>
        <Button tone="plain" onClick={onDone}>
          <Trans>Back</Trans>
        </Button>
      </div>
    </form>
  );
}
