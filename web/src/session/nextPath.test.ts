import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { homeOf, loginPath, safeNext } from "./nextPath";

const OURS = "https://ours.example";
/** What may stand before another site's name so that some browser or some check takes it for a path, and the reverse. */
const BEFORE = [
  "//",
  "///",
  "////",
  "/\\",
  "\\/",
  "\\\\",
  "/\\/",
  "\\/\\/",
  "//\\",
  "/\t/",
  "/\n/",
  "/\r/",
  "/\r\n/",
  "\t//",
  " //",
  "/ /",
  "/%09/",
  "/%0a/",
  "/%0d%0a/",
  "/%2f",
  "/%2f/",
  "/%5c",
  "%2f%2f",
  "/.//",
  "/..//",
  "/./\\",
  "/x/..//",
  "/x/%2e%2e//",
  "/;//",
  "/?//",
  "/#//",
  "/@",
  "/:@",
  "//@",
  "//ours.example@",
  "//ours.example:80@",
  "//ours.example%40",
  "//ours.example.",
  "https://",
  "HTTPS://",
  "https:/",
  "https:",
  "https:\\\\",
  "http://",
  "ftp://",
  "ws://",
  "https://ours.example@",
  "\u0000//",
  "/\u0000/",
  "\u00a0//",
  "\u3000//",
  "\ufeff//",
  "/\u2028/",
  "/\uff0f",
  "\uff0f\uff0f",
  "/\u2215",
  "/\u29f8/",
];
const SITES = ["evil.example", "evil.example/path?x=1#y", "[::1]", "0x7f000001"];
const TRICKS = [
  ...BEFORE.flatMap((before) => SITES.map((site) => before + site)),
  "javascript:alert(1)",
  "JavaScript:alert(1)",
  "java\tscript:alert(1)",
  "\u0001javascript:alert(1)",
  "/javascript:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:x",
  "blob:https://evil.example/x",
  "about:blank",
];

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

  it("never leaves the site by any of two hundred known tricks", () => {
    expect(TRICKS.length).toBeGreaterThanOrEqual(200);
    const leaving = TRICKS.filter((trick) => {
      const next = safeNext(trick);
      return next !== null && new URL(next, OURS).origin !== OURS;
    });
    expect(leaving).toEqual([]);
  });

  it("never leaves the site, whatever it is given", () => {
    const nasty = fc.array(
      fc.constantFrom("/", "\\", ".", "\t", "\n", "@", ":", "evil.example", "%2f", "?", "#", "a"),
    );
    fc.assert(
      fc.property(nasty, (parts) => {
        const next = safeNext(parts.join(""));
        if (next !== null) expect(new URL(next, OURS).origin).toBe(OURS);
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
