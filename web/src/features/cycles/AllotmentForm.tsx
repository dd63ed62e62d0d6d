import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Allotment, type NewAllotment, setAllotment } from "../../api/allotmentApi";
import { isApiError } from "../../api/errors";
import { errorWords } from "../../api/words";
import { useMe } from "../../session/session";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { SelectField, TextField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { toast } from "../../ui/toast";
import { latestOf, toInstant, toWall } from "../../ui/wallTime";
import { PanelField } from "../schedule/PanelField";

const AN_HOUR = 60 * 60_000;

export const allotmentKey = (cycleId: string) => ["allotment", cycleId] as const;

type Props = {
  cycleId: string;
  /** The one that was read. */
  version: number;
  /** What is set already. */
  before: Allotment | null;
  /** Until when applicants may answer. */
  closesAt: string;
  onDone: () => void;
};

export function AllotmentForm({ cycleId, version, before, closesAt, onDone }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { time_zone: zone } = useMe();
  const [at, setAt] = useState(toWall(before?.at ?? Date.parse(closesAt) + AN_HOUR, zone));
  const [minutes, setMinutes] = useState(String(before?.length_minutes ?? 30));
  const [panel, setPanel] = useState(before?.panel ?? false);
  const [publishes, setPublishes] = useState(before?.publishes ?? true);
  const [missing, setMissing] = useState<Record<string, string>>({});
  const save = useMutation({
    mutationFn: (body: NewAllotment) => setAllotment(cycleId, body),
    onSuccess: (saved) => {
      client.setQueryData(allotmentKey(cycleId), saved);
      toast(publishes ? t`Applicants see it on their page` : t`The moment is set`);
      onDone();
    },
    onError: (error) => {
      if (isApiError(error, "stale_version"))
        void client.invalidateQueries({ queryKey: allotmentKey(cycleId) });
    },
  });
  const { form, refuse } = useFocusInvalid(save.error);
  const refused = isApiError(save.error) ? save.error.fields : {};
  const error = (field: string) => missing[field] ?? refused[field]?.message;

  function submit(event: FormEvent) {
    event.preventDefault();
    const moment = latestOf(toInstant(at, zone));
    const length = Number(minutes);
    const found = {
      ...(!moment && { at: t`Enter a date and a time.` }),
      ...((!Number.isInteger(length) || length < 5 || length > 120) && {
        length_minutes: t`Enter minutes, 5 to 120.`,
      }),
    };
    setMissing(found);
    if (Object.keys(found).length > 0 || !moment) return refuse();
    if (!save.isPending) save.mutate({ version, at: moment, length_minutes: length, panel, publishes });
  }

  return (
    <form className="tool-line" ref={form} noValidate onSubmit={submit}>
      {save.error && Object.keys(refused).length === 0 && (
        <Banner tone="bad" role="alert">
          {errorWords(save.error)}
        </Banner>
      )}
      <TextField
        label={t`When`}
        hint={t`In your own time zone, after the last moment for answers.`}
        type="datetime-local"
        value={at}
        onChange={(event) => setAt(event.target.value)}
        error={error("at")}
        autoFocus
      />
      <TextField
        label={t`Minutes of each interview`}
        type="number"
        inputMode="numeric"
        min={5}
        max={120}
        value={minutes}
        onChange={(event) => setMinutes(event.target.value)}
        error={error("length_minutes")}
      />
      <PanelField panel={panel} onChange={setPanel} />
      <SelectField
        label={t`Then`}
        value={publishes ? "publish" : "look"}
        onChange={(event) => setPublishes(event.target.value === "publish")}
      >
        <option value="publish">{t`Tell everybody their time`}</option>
        <option value="look">{t`Somebody looks at it first`}</option>
      </SelectField>
      <div className="tool-actions">
        <Button type="submit" tone="primary" aria-disabled={save.isPending || undefined}>
          <Trans>Set the moment</Trans>
        </Button>
        <Button tone="plain" onClick={onDone}>
          <Trans>Back</Trans>
        </Button>
      </div>
    </form>
  );
}
