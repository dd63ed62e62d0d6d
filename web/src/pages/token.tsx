import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useEffect, useState } from "react";
import { Redirect } from "wouter";
import { isApiError } from "../api/errors";
import { redeemToken } from "../api/sessionApi";
import { errorWords } from "../api/words";
import { homeOf } from "../session/nextPath";
import { OfficeContact } from "../session/OfficeContact";
import { SmallPage } from "../session/SmallPage";
import { useSignedIn } from "../session/session";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";
import { useFocusInvalid } from "../ui/forms";

/** The token stands in the fragment, which no server ever sees; it leaves the address bar at once. */
function useTokenOfLink(): string {
  const [token] = useState(() => window.location.hash.slice(1));
  useEffect(() => {
    window.history.replaceState(window.history.state, "", window.location.pathname);
  }, []);
  return token;
}

export default function Token() {
  const { t } = useLingui();
  const token = useTokenOfLink();
  const signedIn = useSignedIn();
  const redeem = useMutation({
    mutationFn: (password: string) => redeemToken(token, password),
    onSuccess: signedIn,
  });
  if (redeem.data) return <Redirect replace to={homeOf(redeem.data.role)} />;
  return (
    <SmallPage title={t`Choose a password`}>
      {token ? (
        <PasswordForm redeem={redeem.mutate} busy={redeem.isPending} error={redeem.error} />
      ) : (
        <NoToken />
      )}
      <p className="small quiet">
        <OfficeContact />
      </p>
    </SmallPage>
  );
}

function NoToken() {
  return (
    <Banner tone="warn">
      <Trans>This link is incomplete. Open it again from the message you got, in one piece.</Trans>
    </Banner>
  );
}

function PasswordForm(props: { redeem: (password: string) => void; busy: boolean; error: unknown }) {
  const { t } = useLingui();
  const { redeem, busy, error } = props;
  const { form } = useFocusInvalid(error);
  const field = isApiError(error) ? error.fields["password"] : undefined;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!busy) redeem(String(new FormData(event.currentTarget).get("password")));
  }

  return (
    <form className="stack" ref={form} onSubmit={submit}>
      {error && !field ? (
        <Banner tone="bad" role="alert">
          {errorWords(error)}
        </Banner>
      ) : null}
      <p className="quiet">
        <Trans>You sign in with it from now on. The link works once.</Trans>
      </p>
      <TextField
        label={t`Password`}
        name="password"
        type="password"
        autoComplete="new-password"
        minLength={10}
        hint={t`At least 10 characters; a few words in a row are easiest to remember.`}
        error={field?.message}
        required
      />
      <Button type="submit" tone="primary" aria-disabled={busy || undefined}>
        <Trans>Save and sign in</Trans>
      </Button>
    </form>
  );
}
