import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { isApiError } from "../api/errors";
import { serverNow } from "../api/serverClock";
import { changeMe } from "../api/sessionApi";
import { errorWords } from "../api/words";
import { CalendarCard } from "../features/calendar/CalendarCard";
import { Page } from "../session/Page";
import { useMe, useUpdateMe } from "../session/session";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { when } from "../ui/datetime";
import { TextField } from "../ui/Field";
import { useFocusInvalid } from "../ui/forms";
import { TimeZoneField } from "../ui/TimeZoneField";
import { toast } from "../ui/toast";

export default function Profile() {
  const { t } = useLingui();
  const me = useMe();
  return (
    <Page title={t`Profile`} lead={me.email} className="narrow">
      <div className="profile-parts">
        <DetailsForm />
        <PasswordForm />
        <CalendarCard />
      </div>
    </Page>
  );
}

function useSave(said: string, done?: () => void) {
  const update = useUpdateMe();
  return useMutation({
    mutationFn: changeMe,
    onSuccess: (me) => {
      update(me);
      toast(said);
      done?.();
    },
  });
}

function DetailsForm() {
  const { t } = useLingui();
  const me = useMe();
  const [name, setName] = useState(me.name);
  const [zone, setZone] = useState(me.time_zone);
  const save = useSave(t`Profile saved`);
  const { form } = useFocusInvalid(save.error);
  const fields = isApiError(save.error) ? save.error.fields : {};

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!save.isPending) save.mutate({ name: name.trim(), time_zone: zone });
  }

  return (
    <form className="card profile-part" ref={form} noValidate onSubmit={submit}>
      <h2>
        <Trans>You</Trans>
      </h2>
      <FormError error={save.error} />
      <TextField
        label={t`Name`}
        autoComplete="name"
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={fields["name"]?.message}
      />
      <TimeZoneField
        label={t`Time zone`}
        hint={t`Times are shown in it. There it is now ${when(serverNow(), zone, serverNow())}.`}
        value={zone}
        onChange={setZone}
        error={fields["time_zone"]?.message}
      />
      <div>
        <Button type="submit" tone="primary" aria-disabled={save.isPending || undefined}>
          <Trans>Save</Trans>
        </Button>
      </div>
    </form>
  );
}

function PasswordForm() {
  const { t } = useLingui();
  const save = useSave(t`Password changed; other browsers are signed out`, () => form.current?.reset());
  const { form } = useFocusInvalid(save.error);
  const fields = isApiError(save.error) ? save.error.fields : {};

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const [current, password] = [String(entered.get("current")), String(entered.get("password"))];
    if (!save.isPending) save.mutate({ current_password: current, password });
  }

  return (
    <form className="card profile-part" ref={form} noValidate onSubmit={submit}>
      <h2>
        <Trans>Password</Trans>
      </h2>
      <FormError error={save.error} />
      <TextField
        label={t`Current password`}
        name="current"
        type="password"
        autoComplete="current-password"
        error={fields["current_password"]?.message}
      />
      <TextField
        label={t`New password`}
        name="password"
        type="password"
        autoComplete="new-password"
        hint={t`At least 10 characters. Changing it signs you out everywhere else.`}
        error={fields["password"]?.message}
      />
      <div>
        <Button type="submit" aria-disabled={save.isPending || undefined}>
          <Trans>Change password</Trans>
        </Button>
      </div>
    </form>
  );
}

/** What belongs to no field. */
function FormError({ error }: { error: unknown }) {
  if (!error || (isApiError(error) && Object.keys(error.fields).length > 0)) return null;
  return (
    <Banner tone="bad" role="alert">
      {errorWords(error)}
    </Banner>
  );
}
