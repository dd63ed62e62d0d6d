import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Link, useLocation } from "wouter";
import type { Role } from "../api/types";
import { Button } from "../ui/Button";
import { homeOf } from "./nextPath";
import { signOut, useSession } from "./session";

const PLACES: Record<Role, readonly (readonly [string, MessageDescriptor])[]> = {
  admin: [
    ["/admin/dashboard", msg`Dashboard`],
    ["/admin/cycles", msg`Cycles`],
    ["/admin/interviews", msg`Interviews`],
    ["/admin/people", msg`People`],
    ["/admin/messages", msg`Messages`],
    ["/admin/operations", msg`Operations`],
  ],
  interviewer: [
    ["/interviewer/dashboard", msg`Your interviews`],
    ["/interviewer/hours", msg`Your hours`],
  ],
  student: [["/student/dashboard", msg`Your interviews`]],
};

export function AppBar() {
  const { t, i18n } = useLingui();
  const [path] = useLocation();
  const { data: me } = useSession();
  const current = (place: string) => (path === place || path.startsWith(`${place}/`) ? "page" : undefined);
  return (
    <header className="bar">
      <Link className="mark" href={me ? homeOf(me.role) : "/login"}>
        Vivavoce
      </Link>
      {me && (
        <>
          <nav aria-label={t`Main`}>
            {PLACES[me.role].map(([place, name]) => (
              <Link key={place} href={place} aria-current={current(place)}>
                {i18n._(name)}
              </Link>
            ))}
          </nav>
          <Link className="bar-me" href="/profile" aria-current={current("/profile")}>
            <span className="hidden-visually">
              <Trans>Profile of</Trans>{" "}
            </span>
            {me.name}
          </Link>
          <Button tone="plain" onClick={() => void signOut()}>
            <Trans>Sign out</Trans>
          </Button>
        </>
      )}
    </header>
  );
}
