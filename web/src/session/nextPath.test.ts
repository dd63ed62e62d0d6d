import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { homeOf, loginPath, safeNext } from "./nextPath";

describe("where sign-in leads", () => {
  it("keeps a path of this site, with its query and fragment", () => {
    expect(safeNext("/interview/abc")).toBe("/interview/abc");
    expect(safeNext("/admin/interviews?q=sam&status=scheduled#top")).toBe(
      "/admin/interviews?q=sam&status=scheduled#top",
    );
  });

  it.each([
    null,
    "",
    "admin",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "\u0000/x",
    "/a\u007fb",
    "/.//evil.example",
    "/x/..//evil.example",
    "https://evil.example",
    "javascript:alert(1)",
    "/login?next=/login",
  ])("refuses %j", (next) => {
    expect(safeNext(next)).toBeNull();
  });

  it("never leaves the site, whatever it is given", () => {
    const nasty = fc.array(
      fc.constantFrom("/", "\\", ".", "\t", "\n", "@", ":", "evil.example", "%2f", "?", "#", "a"),
    );
    fc.assert(
      fc.property(nasty, (parts) => {
        const next = safeNext(parts.join(""));
        if (next !== null) expect(new URL(next, "https://ours.example").host).toBe("ours.example");
      }),
      { numRuns: 3000 },
    );
  });

  it("brings people back, but not to the start page", () => {
    expect(loginPath("/admin/people?q=a b")).toBe("/login?next=%2Fadmin%2Fpeople%3Fq%3Da%2520b");
    expect(loginPath("/")).toBe("/login");
  });

  it("knows each role's own page", () => {
    expect(homeOf("interviewer")).toBe("/interviewer/dashboard");
  });
});
