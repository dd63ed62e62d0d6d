import { Trans } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { isApiError } from "../../api/errors";
import { joinWaitList, type NewWaiting, offeredTimes, type Waiting } from "../../api/selfServiceApi";
import { useMe } from "../../session/session";
import { Button } from "../../ui/Button";
import { zoneName } from "../../ui/datetime";
import { useFocusInvalid } from "../../ui/forms";
import { useLeaveQuestion } from "../../ui/useLeaveQuestion";
import { fieldsOf, General } from "../hours/General";
import type { HoursErrors } from "../hours/spans";
import { timesKey } from "../student/queries";
import { Days } from "./Days";
import { type DayValues, daysOf, sentDays, unsendableDays } from "./windowsForm";

type Props = {
  interviewId: string;
  waiting: Waiting | null;
  first: string;
  last: string;
  onJoined: () => void;
};

/** Which times would suit, day by day. */
export function WaitListForm({ interviewId, waiting, first, last, onJoined }: Props) {
  const me = useMe();
  // What the form began with: the page may read anew meanwhile, and what is typed belongs to this.
  const [before, setBefore] = useState(waiting);
  const [days, setDays] = useState<readonly DayValues[]>(() => daysOf(first, last, before?.days ?? []));
  const [saved, setSaved] = useState(days);
  const [missing, setMissing] = useState<HoursErrors>({});
  const join = useJoin(interviewId, onJoined, (newest) => {
    setBefore(newest);
    setDays(daysOf(first, last, newest?.days ?? []));
    setSaved(daysOf(first, last, newest?.days ?? []));
  });
  const leaving = useLeaveQuestion(JSON.stringify(sentDays(days)) !== JSON.stringify(sentDays(saved)));
  const zone = before?.time_zone ?? me.time_zone;
  const { form, refuse } = useFocusInvalid(join.error);

  function submit(event: FormEvent) {
    event.preventDefault();
    const found = unsendableDays(days);
    setMissing(found);
    if (Object.keys(found).length > 0) return refuse();
    if (join.isPending) return;
    join.mutate({ version: before?.version ?? 0, time_zone: zone, days: sentDays(days) });
  }

  return (
    <form className="hours" ref={form} noValidate onSubmit={submit}>
      <General error={join.error} />
      <p>
        <Trans>Times are those of a clock in {zoneName(zone)}, between 7:00 and 22:00.</Trans>
      </p>
      <Days days={days} errors={{ ...fieldsOf(join.error), ...missing }} onChange={setDays} />
      <div>
        <Button type="submit" tone="primary" aria-disabled={join.isPending || undefined}>
          {before ? <Trans>Wait for these times</Trans> : <Trans>Join the wait list</Trans>}
        </Button>
      </div>
      {leaving}
    </form>
  );
}

/** `take`: the form begins anew with what another tab sent. */
function useJoin(interviewId: string, onJoined: () => void, take: (newest: Waiting | null) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewWaiting) => joinWaitList(interviewId, body),
    onSuccess: onJoined,
    onError: async (error) => {
      if (isApiError(error, "stale_version")) take((await offeredTimes(interviewId)).waiting);
    },
    onSettled: () => client.invalidateQueries({ queryKey: timesKey(interviewId) }),
  });
}
