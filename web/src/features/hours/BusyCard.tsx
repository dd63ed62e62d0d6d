import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useId, useState } from "react";
import { type BusyOut, forgetCalendar, type Hours, takeOverCalendar } from "../../api/hoursApi";
import { serverNow } from "../../api/serverClock";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { clockTime, shortDay, when, zoneName } from "../../ui/datetime";
import { TextField } from "../../ui/Field";
import { toast } from "../../ui/toast";
import { useFocusStays } from "../../ui/useFocusStays";

type Props = { hours: Hours; personId: string | null; zone: string };

/** Busy times from one's own calendar: read, shown back, and only then kept. */
export function BusyCard({ hours, personId, zone }: Props) {
  const { t } = useLingui();
  const heading = useId();
  const client = useQueryClient();
  const box = useFocusStays<HTMLElement>();
  const [read, setRead] = useState<{ text: string; result: BusyOut } | null>(null);
  const settle = async (said: string) => {
    setRead(null);
    toast(said);
    await client.invalidateQueries({ queryKey: ["hours", personId] });
  };
  const look = useMutation({
    mutationFn: async (file: File) => {
      const text = await file.text();
      return { text, result: await takeOverCalendar(personId, { calendar: text, dry_run: true }) };
    },
    onMutate: () => setRead(null),
    onSuccess: setRead,
  });
  const keep = useMutation({
    mutationFn: (text: string) => takeOverCalendar(personId, { calendar: text }),
    onSuccess: () => settle(t`Nobody is placed in these times`),
  });
  const forget = useMutation({
    mutationFn: () => forgetCalendar(personId),
    onSuccess: () => settle(t`Busy times removed`),
  });
  const error = look.error ?? keep.error ?? forget.error;
  const readAt = hours.busy_read_at;
  return (
    <section className="card hours-part" aria-labelledby={heading} {...box}>
      <h2 id={heading} tabIndex={-1}>
        <Trans>Busy elsewhere</Trans>
      </h2>
      <p className="quiet">
        {readAt === null ? (
          <Trans>
            A file from a calendar program says when no interview can be. Only the times are kept, not what
            they are for.
          </Trans>
        ) : (
          <Trans>
            Read {when(readAt, zone, serverNow())}:{" "}
            <Plural value={hours.busy.length} one="# busy time ahead." other="# busy times ahead." /> A newer
            file takes its place.
          </Trans>
        )}
      </p>
      {error && (
        <Banner tone="bad" role="alert">
          {errorWords(error)}
        </Banner>
      )}
      <TextField
        label={t`Calendar file (.ics)`}
        type="file"
        accept=".ics,text/calendar"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) look.mutate(file);
        }}
      />
      <div role="status">{read && <WhatWasRead result={read.result} zone={zone} />}</div>
      <div className="tool-actions">
        {read && (
          <Button
            tone="primary"
            aria-disabled={keep.isPending || undefined}
            onClick={() => keep.isPending || keep.mutate(read.text)}
          >
            <Trans>Keep these times</Trans>
          </Button>
        )}
        {readAt !== null && (
          <Button tone="plain" aria-disabled={forget.isPending || undefined} onClick={() => forget.mutate()}>
            <Trans>Remove the busy times</Trans>
          </Button>
        )}
      </div>
    </section>
  );
}

function WhatWasRead({ result, zone }: { result: BusyOut; zone: string }) {
  const now = serverNow();
  const { stretches, ignored, until } = result;
  return (
    <div className="stack">
      <p>
        <strong>
          <Trans>This is what was read, up to {shortDay(until, zone, now)}.</Trans>
        </strong>{" "}
        <Plural value={stretches.length} _0="Nothing is busy." one="# busy time." other="# busy times." />{" "}
        {ignored > 0 && (
          <Plural
            value={ignored}
            one="# entry takes no time, or is cancelled."
            other="# entries take no time, or are cancelled."
          />
        )}
      </p>
      {stretches.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be within reach of the keyboard
        <ul className="busy num" tabIndex={0}>
          {stretches.map((one) => (
            <li key={one.starts_at + one.ends_at + one.title}>
              {shortDay(one.starts_at, zone, now)}, {clockTime(one.starts_at, zone)}–{end(one, zone, now)}{" "}
              {one.title}
            </li>
          ))}
        </ul>
      )}
      <p className="small quiet">
        <Trans>Times in {zoneName(zone)}.</Trans>
      </p>
    </div>
  );
}

/** The day, too, where it is another one. */
function end({ starts_at, ends_at }: BusyOut["stretches"][number], zone: string, now: number): string {
  const day = shortDay(ends_at, zone, now);
  return day === shortDay(starts_at, zone, now)
    ? clockTime(ends_at, zone)
    : `${day}, ${clockTime(ends_at, zone)}`;
}
