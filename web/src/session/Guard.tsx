import { Trans, useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import { Redirect } from "wouter";
import type { Me, Role } from "../api/types";
import { ButtonLink } from "../ui/Button";
import { Skeleton } from "../ui/Skeleton";
import { homeOf, loginPath } from "./nextPath";
import { Page } from "./Page";
import { MeContext, useSession } from "./session";
import { Unreachable } from "./Unreachable";
import { useTrouble } from "./useTrouble";

type Props = {
  /** Who may see the page; everybody signed in, unless given. */
  roles?: readonly Role[] | undefined;
  /** Stays up when the session ends: a call that runs must not be torn down by an expired cookie. */
  holds?: boolean | undefined;
  children: ReactNode;
};

export function Guard({ roles, holds = false, children }: Props) {
  const session = useSession();
  const trouble = useTrouble(session);
  const [held, setHeld] = useState<Me | null>(null);
  const me = session.data ?? (holds ? held : null);
  if (holds && session.data && held !== session.data) setHeld(session.data);

  if (!me) {
    if (trouble) return <Unreachable error={trouble} retry={session.refetch} />;
    if (session.isPending) return <Waiting />;
    return <Redirect replace to={loginPath(window.location.pathname + window.location.search)} />;
  }
  if (roles && !roles.includes(me.role)) return <WrongRole me={me} />;
  return <MeContext.Provider value={me}>{children}</MeContext.Provider>;
}

function Waiting() {
  return (
    <main>
      <Skeleton />
    </main>
  );
}

function WrongRole({ me }: { me: Me }) {
  const { t } = useLingui();
  return (
    <Page title={t`Not for your role`}>
      <p>
        <Trans>You are signed in as {me.name}, and this page is for others.</Trans>
      </p>
      <p>
        <ButtonLink tone="primary" href={homeOf(me.role)}>
          <Trans>Go to your own page</Trans>
        </ButtonLink>
      </p>
    </Page>
  );
}
