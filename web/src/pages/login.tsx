import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useRef } from "react";
import { Redirect, useSearch } from "wouter";
import { login } from "../api/sessionApi";
import { errorWords } from "../api/words";
import { homeOf, safeNext } from "../session/nextPath";
import { OfficeContact } from "../session/OfficeContact";
import { SmallPage } from "../session/SmallPage";
import { useSession, useSignedIn } from "../session/session";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { TextField } from "../ui/Field";

export default function Login() {
  const { t } = useLingui();
  const next = safeNext(new URLSearchParams(useSearch()).get("next"));
  const { data: me } = useSession();
  if (me) return <Redirect replace to={next ?? homeOf(me.role)} />;
  return (
    <SmallPage title={t`Sign in`}>
      <SignInForm />
      <p className="small quiet">
        <Trans>No password yet, or forgotten? The office can send you a new link.</Trans> <OfficeContact />
      </p>
    </SmallPage>
  );
}

function SignInForm() {
  const { t } = useLingui();
  const password = useRef<HTMLInputElement>(null);
  const signedIn = useSignedIn();
  const signIn = useMutation({
    mutationFn: (form: FormData) => login(String(form.get("email")).trim(), String(form.get("password"))),
    onSuccess: signedIn,
    onError: () => password.current?.focus(),
  });

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!signIn.isPending) signIn.mutate(new FormData(event.currentTarget));
  }

  return (
    <form className="stack" onSubmit={submit}>
      {signIn.error && (
        <Banner tone="bad" role="alert">
          {errorWords(signIn.error)}
        </Banner>
      )}
      <TextField label={t`Email`} name="email" type="email" autoComplete="username" required />
      <TextField
        label={t`Password`}
        name="password"
        type="password"
        autoComplete="current-password"
        required
        ref={password}
      />
      <Button type="submit" tone="primary" aria-disabled={signIn.isPending || undefined}>
        <Trans>Sign in</Trans>
      </Button>
    </form>
  );
}
