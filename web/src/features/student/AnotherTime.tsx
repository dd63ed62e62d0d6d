import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { chooseTime, type OfferedTimes, offeredTimes } from "../../api/selfServiceApi";
import { serverNow } from "../../api/serverClock";
import type { StudentInterview } from "../../api/types";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { clockTime, dayKey, longDay, zoneName } from "../../ui/datetime";
import { toast } from "../../ui/toast";
import { INTERVIEWS } from "./queries";

type Props = { interview: StudentInterview; zone: string };

const TIMES = "times";

/** Shown only where the office lets students choose. */
export function AnotherTime({ interview, zone }: Props) {
  const [open, setOpen] = useState(false);
  const offered = useQuery({
    queryKey: [TIMES, interview.id, interview.interview_time],
    queryFn: () => offeredTimes(interview.id),
    staleTime: 60_000,
  });
  if (!offered.data?.offered) return null;
  return (
    <div>
      <Button small tone="plain" onClick={() => setOpen(true)}>
        <Trans>Choose another time…</Trans>
      </Button>
      {open && (
        <Choice interview={interview} zone={zone} offered={offered.data} onClose={() => setOpen(false)} />
      )}
    </div>
  );
}

function Choice({
  interview,
  zone,
  offered,
  onClose,
}: Props & { offered: OfferedTimes; onClose: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [chosen, setChosen] = useState("");
  const choose = useMutation({
    mutationFn: () => chooseTime(interview.id, chosen),
    onSuccess: async () => {
      toast(t`Your interview has moved`);
      await client.invalidateQueries({ queryKey: INTERVIEWS });
      onClose();
    },
    onError: () => client.invalidateQueries({ queryKey: [TIMES, interview.id] }),
  });
  const { refusal, times, changes_left: left } = offered;
  function submit(event: FormEvent) {
    event.preventDefault();
    if (chosen && !choose.isPending) choose.mutate();
  }
  return (
    <Dialog title={t`Choose another time`} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {choose.error && (
          <Banner tone="bad" role="alert">
            {errorWords(choose.error)}
          </Banner>
        )}
        {refusal ? (
          <p>
            <Why refusal={refusal} />
          </p>
        ) : times.length === 0 ? (
          <p>
            <Trans>
              No other time is free at the moment. Yours is kept. If you cannot come, tell the office.
            </Trans>
          </p>
        ) : (
          <>
            <p>
              <Trans>Times in {zoneName(zone)}. Your present time is kept until you take another.</Trans>{" "}
              <Plural value={left} one="You can do this once." other="You can do this # times." />
            </p>
            <Times times={times} zone={zone} chosen={chosen} onChoose={setChosen} />
          </>
        )}
        <div className="dialog-actions">
          <Button onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
          {!refusal && times.length > 0 && (
            <Button type="submit" tone="primary" aria-disabled={!chosen || choose.isPending || undefined}>
              <Trans>Take this time</Trans>
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}

function Why({ refusal }: { refusal: NonNullable<OfferedTimes["refusal"]> }) {
  switch (refusal) {
    case "closed":
      return (
        <Trans>
          The office takes no more changes. Your time is kept; tell the office if you cannot come.
        </Trans>
      );
    case "too_late":
      return <Trans>Your interview is too near to be moved. If you cannot come, tell the office.</Trans>;
    case "too_often":
      return (
        <Trans>You have moved this interview as often as you can. If you cannot come, tell the office.</Trans>
      );
  }
}

type TimesProps = {
  times: readonly string[];
  zone: string;
  chosen: string;
  onChoose: (time: string) => void;
};

function Times({ times, zone, chosen, onChoose }: TimesProps) {
  return (
    <div className="times-offered">
      {byDay(times, zone).map(([day, theirs]) => (
        <fieldset key={day} className="field">
          <legend>{longDay(theirs[0] ?? day, zone, serverNow())}</legend>
          <div className="times-of-day">
            {theirs.map((time) => (
              <label key={time} className="choice">
                <input type="radio" name="time" checked={chosen === time} onChange={() => onChoose(time)} />
                <span className="num">{clockTime(time, zone)}</span>
              </label>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

function byDay(times: readonly string[], zone: string): [string, string[]][] {
  const days = new Map<string, string[]>();
  for (const time of times) days.set(dayKey(time, zone), [...(days.get(dayKey(time, zone)) ?? []), time]);
  return [...days];
}
