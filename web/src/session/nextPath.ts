import type { Role } from "../api/types";

const HOME: Record<Role, string> = {
  admin: "/admin/dashboard",
  interviewer: "/interviewer/dashboard",
  student: "/student/dashboard",
};

export const homeOf = (role: Role): string => HOME[role];

// Browsers drop tabs and line breaks inside addresses and read `\` as `/`, so `/\evil` leaves the site.
const UNSAFE = /[\p{Cc}\\]/u;

/** Where to go after signing in: `next` when it is a path of this site, else null. */
export function safeNext(next: string | null): string | null {
  if (!next?.startsWith("/") || next.startsWith("//") || UNSAFE.test(next)) return null;
  const url = new URL(next, "https://site.invalid");
  if (url.origin !== "https://site.invalid" || url.pathname.startsWith("//")) return null;
  return url.pathname === "/login" ? null : url.pathname + url.search + url.hash;
}

/** The sign-in page that comes back to `path`. */
export function loginPath(path: string): string {
  const next = safeNext(path);
  return next && next !== "/" ? `/login?next=${encodeURIComponent(next)}` : "/login";
}
