import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { chooseTime, type OfferedTimes, offeredTimes } from "../../api/selfServiceApi";
import { serverNow } from "../../api/serverClock";
import type { StudentInterview } from "../../api/types";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button, ButtonLink } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { clockTime, dayKey, longDay, zoneName } from "../../ui/datetime";
import { toast } from "../../ui/toast";
import { useFocusStays } from "../../ui/useFocusStays";
import { OnWaitList } from "./OnWaitList";
import { INTERVIEWS, timesKey } from "./queries";

type Props = { interview: StudentInterview; zone: string };

/** Shown only where the office lets students choose. */
export function AnotherTime({ interview, zone }: Props) {
  const offered = useQuery({
    queryKey: [...timesKey(interview.id), interview.interview_time],
    queryFn: () => offeredTimes(interview.id),
    staleTime: 60_000,
  });
  return offered.data?.offered ? <Offered interview={interview} zone={zone} offered={offered.data} /> : null;
}

type OfferedProps = Props & { offered: OfferedTimes };

function Offered({ interview, zone, offered }: OfferedProps) {
  const [open, setOpen] = useState(false);
  const box = useFocusStays<HTMLDivElement>();
  return (
    <div className="student-parts" {...box}>
      {offered.waiting && <OnWaitList interviewId={interview.id} waiting={offered.waiting} />}
      <div>
        <Button small tone="plain" onClick={() => setOpen(true)}>
          <Trans>Choose another time…</Trans>
        </Button>
      </div>
      {open && <Choice interview={interview} zone={zone} offered={offered} onClose={() => setOpen(false)} />}
    </div>
  );
}

function Choice({ interview, zone, offered, onClose }: OfferedProps & { onClose: () => void }) {
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
    onError: () => {
      void client.invalidateQueries({ queryKey: INTERVIEWS });
      return client.invalidateQueries({ queryKey: timesKey(interview.id) });
    },
  });
  const { refusal, times, changes_left: left, waiting } = offered;
  const canWait = offered.first_day !== null;
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
        {canWait && !waiting && (
          <div className="student-parts">
            <p>
              <Trans>
                Nothing that suits you? Say when you could: your interview moves as soon as such a time is
                free and it is your turn. Nobody has to be quick.
              </Trans>
            </p>
            <div>
              <ButtonLink small href={`/student/wait-list/${interview.id}`}>
                <Trans>Join the wait list…</Trans>
              </ButtonLink>
            </div>
          </div>
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
