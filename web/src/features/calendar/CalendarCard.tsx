import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { calendarState, closeCalendar, openCalendar } from "../../api/calendarApi";
import { serverNow } from "../../api/serverClock";
import { errorWords } from "../../api/words";
import { LoadError } from "../../session/LoadError";
import { useMe } from "../../session/session";
import { useTrouble } from "../../session/useTrouble";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { copyText } from "../../ui/copyText";
import { when } from "../../ui/datetime";
import { TextField } from "../../ui/Field";
import { Skeleton } from "../../ui/Skeleton";
import { toast } from "../../ui/toast";

const STATE = ["calendar"];

/** The private address under which a calendar program reads one's interviews. */
export function CalendarCard() {
  const { t } = useLingui();
  const client = useQueryClient();
  const state = useQuery({ queryKey: STATE, queryFn: calendarState });
  const trouble = useTrouble(state);
  const lookAgain = () => client.invalidateQueries({ queryKey: STATE });
  const open = useMutation({ mutationFn: openCalendar, onSuccess: lookAgain });
  const close = useMutation({
    mutationFn: closeCalendar,
    onSuccess: async () => {
      open.reset();
      toast(t`The address no longer works`);
      await lookAgain();
    },
  });
  const error = open.error ?? close.error;
  return (
    <section className="card profile-part" aria-labelledby="calendar">
      <h2 id="calendar">
        <Trans>Your calendar</Trans>
      </h2>
      <p>
        <Trans>
          A calendar program can read your interviews by itself, under an address that only you know, and
          follows every change.
        </Trans>
      </p>
      {error && (
        <Banner tone="bad" role="alert">
          {errorWords(error)}
        </Banner>
      )}
      {trouble ? <LoadError error={trouble} retry={state.refetch} /> : !state.data && <Skeleton lines={2} />}
      {open.data && <Address url={open.data.url} />}
      {state.data && (
        <>
          {state.data.exists && !open.data && <Since at={state.data.created_at} />}
          <div className="tool-actions">
            <Button aria-disabled={open.isPending || undefined} onClick={() => open.mutate()}>
              {state.data.exists ? <Trans>Make a new address</Trans> : <Trans>Make an address</Trans>}
            </Button>
            {state.data.exists && (
              <Button
                tone="plain"
                aria-disabled={close.isPending || undefined}
                onClick={() => close.mutate()}
              >
                <Trans>End the address</Trans>
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  );
}

function Since({ at }: { at: string | null }) {
  const { time_zone: zone } = useMe();
  if (at === null) return null;
  return (
    <p className="small quiet">
      <Trans>
        There is an address since {when(at, zone, serverNow())}. It was shown then and is not kept; a new one
        takes its place.
      </Trans>
    </p>
  );
}

function Address({ url }: { url: string }) {
  const { t } = useLingui();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  return (
    <div className="stack">
      <TextField
        ref={field}
        label={t`Address for your calendar program`}
        hint={t`Shown only now. Whoever has it can read when your interviews are.`}
        value={url}
        readOnly
        onFocus={(event) => event.target.select()}
      />
      <div>
        <Button onClick={() => field.current && void copyText(field.current).then(setCopied)}>
          {copied ? <Trans>Copied</Trans> : <Trans>Copy address</Trans>}
        </Button>
      </div>
      <p className="hidden-visually" role="status">
        {copied && <Trans>Address copied</Trans>}
      </p>
    </div>
  );
}
