import { type ComponentType, lazy, Suspense, useEffect, useState } from "react";
import { Redirect, Route, Switch } from "wouter";
import type { Role } from "./api/types";
import NotFound from "./pages/notFound";
import { Guard } from "./session/Guard";
import { homeOf, loginPath } from "./session/nextPath";
import { useSession } from "./session/session";
import { PageNotLoaded, Unreachable } from "./session/Unreachable";
import { useTrouble } from "./session/useTrouble";
import { Skeleton } from "./ui/Skeleton";

type PageRoute = {
  path: string;
  page: ComponentType<{ params: { id: string } }>;
  /** Left out: anyone, signed in or not. */
  roles?: readonly Role[];
  holds?: boolean;
};

const ADMIN = ["admin"] as const;
const EVERYONE = ["admin", "interviewer", "student"] as const;

/** For one part of the app; the rest of it is here already. */
const PART_WITHIN_MS = 15_000;

/** A part of the app that does not arrive says so in its own place; reloading gets it once there is a server again. */
function loaded(load: () => Promise<{ default: PageRoute["page"] }>): PageRoute["page"] {
  return lazy(() =>
    load().catch((error) => {
      // It may also be a mistake in the page's own code.
      console.error(error);
      return { default: PageNotLoaded };
    }),
  );
}

/** The table of pages. Each is loaded when first visited, so that students never load the office's code. */
const PAGES: readonly PageRoute[] = [
  { path: "/login", page: loaded(() => import("./pages/login")) },
  { path: "/token", page: loaded(() => import("./pages/token")) },
  { path: "/profile", page: loaded(() => import("./pages/profile")), roles: EVERYONE },
  { path: "/admin/dashboard", page: loaded(() => import("./pages/admin/dashboard")), roles: ADMIN },
  { path: "/admin/cycles", page: loaded(() => import("./pages/admin/cycles")), roles: ADMIN },
  { path: "/admin/cycles/:id", page: loaded(() => import("./pages/admin/cycle")), roles: ADMIN },
  {
    path: "/admin/cycles/:id/schedule",
    page: loaded(() => import("./pages/admin/schedule")),
    roles: ADMIN,
  },
  { path: "/admin/people", page: loaded(() => import("./pages/admin/people")), roles: ADMIN },
  { path: "/admin/people/:id/hours", page: loaded(() => import("./pages/admin/hours")), roles: ADMIN },
  { path: "/admin/messages", page: loaded(() => import("./pages/admin/messages")), roles: ADMIN },
  { path: "/admin/operations", page: loaded(() => import("./pages/admin/operations")), roles: ADMIN },
  { path: "/admin/interviews", page: loaded(() => import("./pages/admin/interviews")), roles: ADMIN },
  {
    path: "/interviewer/dashboard",
    page: loaded(() => import("./pages/interviewer/dashboard")),
    roles: ["interviewer"],
  },
  {
    path: "/interviewer/hours",
    page: loaded(() => import("./pages/interviewer/hours")),
    roles: ["interviewer"],
  },
  { path: "/student/dashboard", page: loaded(() => import("./pages/student/dashboard")), roles: ["student"] },
  {
    path: "/student/windows/:id",
    page: loaded(() => import("./pages/student/windows")),
    roles: ["student"],
  },
  {
    path: "/student/wait-list/:id",
    page: loaded(() => import("./pages/student/waitList")),
    roles: ["student"],
  },
  {
    path: "/student/rehearsal/:id",
    page: loaded(() => import("./pages/student/rehearsal")),
    roles: ["student"],
  },
  {
    path: "/interview/:id",
    page: loaded(() => import("./pages/interview/[interviewId]")),
    roles: EVERYONE,
    holds: true,
  },
];

export function Routes() {
  return (
    <Suspense fallback={<PartOnItsWay />}>
      <Switch>
        <Route path="/">
          <Home />
        </Route>
        {PAGES.map(({ path, page: PageOf, roles, holds }) => (
          <Route key={path} path={path}>
            {(params: { id?: string }) => {
              const content = <PageOf key={params.id} params={{ id: params.id ?? "" }} />;
              if (!roles) return content;
              return (
                <Guard roles={roles} holds={holds}>
                  {content}
                </Guard>
              );
            }}
          </Route>
        ))}
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Suspense>
  );
}

function Home() {
  const session = useSession();
  const trouble = useTrouble(session);
  // Nobody is sent to sign in because of a server that cannot say who they are.
  if (trouble) return <Unreachable error={trouble} retry={session.refetch} />;
  if (session.isPending) return <Loading />;
  return <Redirect replace to={session.data ? homeOf(session.data.role) : loginPath("/")} />;
}

/** A server that accepts the request and never answers: neither a page nor an error comes. */
function PartOnItsWay() {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = window.setTimeout(() => setLate(true), PART_WITHIN_MS);
    return () => window.clearTimeout(timer);
  }, []);
  // The page itself takes their place, should it arrive after all.
  return late ? <PageNotLoaded /> : <Loading />;
}

function Loading() {
  return (
    <main>
      <Skeleton />
    </main>
  );
}
