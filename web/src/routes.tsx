import { type ComponentType, lazy, Suspense } from "react";
import { Redirect, Route, Switch } from "wouter";
import type { Role } from "./api/types";
import NotFound from "./pages/notFound";
import { Guard } from "./session/Guard";
import { homeOf, loginPath } from "./session/nextPath";
import { useSession } from "./session/session";
import { PageNotLoaded, Unreachable } from "./session/Unreachable";
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
  { path: "/admin/people", page: loaded(() => import("./pages/admin/people")), roles: ADMIN },
  { path: "/admin/interviews", page: loaded(() => import("./pages/admin/interviews")), roles: ADMIN },
  {
    path: "/interviewer/dashboard",
    page: loaded(() => import("./pages/interviewer/dashboard")),
    roles: ["interviewer"],
  },
  { path: "/student/dashboard", page: loaded(() => import("./pages/student/dashboard")), roles: ["student"] },
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
    <Suspense fallback={<Loading />}>
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
  if (session.isPending) return <Loading />;
  // Nobody is sent to sign in because of a server that cannot say who they are.
  if (session.isError) return <Unreachable error={session.error} retry={() => void session.refetch()} />;
  return <Redirect replace to={session.data ? homeOf(session.data.role) : loginPath("/")} />;
}

function Loading() {
  return (
    <main>
      <Skeleton />
    </main>
  );
}
