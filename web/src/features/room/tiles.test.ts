import { describe, expect, it } from "vitest";
import type { LinkState } from "../../call/types";
import { ada } from "./testing";
import { tileOf, whereabouts } from "./tiles";

describe("tileOf", () => {
  it("shows a picture only where they say they send one", () => {
    expect(tileOf(ada())).toEqual({ tag: "picture" });
    expect(tileOf(ada({ media: { audio: true, video: false, screen: false } }))).toEqual({
      tag: "camera-off",
    });
  });

  it("shows nothing of people who have not pressed Start Call or have left", () => {
    expect(tileOf(ada({ inCall: false, stage: "here", link: "warm" }))).toBeNull();
    for (const why of ["left", "moved", "removed"] as const)
      expect(tileOf(ada({ stage: "gone", why }))).toBeNull();
  });

  it("keeps the call on screen when only their socket is lost", () => {
    expect(tileOf(ada({ stage: "away" }))).toEqual({ tag: "picture" });
    expect(tileOf(ada({ stage: "gone", why: "lost" }))).toEqual({ tag: "picture" });
  });

  it("tells trouble on the way from a side that is gone", () => {
    expect(tileOf(ada({ link: "interrupted" }))).toEqual({ tag: "trouble", failed: false, picture: true });
    expect(tileOf(ada({ link: "failed" }))).toEqual({ tag: "trouble", failed: true, picture: true });
    expect(tileOf(ada({ link: "failed", stage: "away" }))).toEqual({ tag: "lost" });
    expect(tileOf(ada({ link: "closed" }))).toEqual({ tag: "lost" });
  });

  it("connects while the link is new, connecting or still warm", () => {
    const links: LinkState[] = ["new", "connecting", "warm"];
    expect(links.map((link) => tileOf(ada({ link })))).toEqual(links.map(() => ({ tag: "connecting" })));
  });
});

describe("whereabouts", () => {
  it("uses different words for leaving and losing the connection", () => {
    expect([
      whereabouts(undefined),
      whereabouts(ada({ stage: "here", inCall: false })),
      whereabouts(ada()),
      whereabouts(ada({ stage: "away", link: "interrupted" })),
      whereabouts(ada({ stage: "away" })),
      whereabouts(ada({ stage: "gone", why: "left" })),
      whereabouts(ada({ stage: "gone", why: "lost", link: "failed" })),
      whereabouts(ada({ stage: "gone", why: "lost" })),
    ]).toEqual(["absent", "here", "in-call", "reconnecting", "in-call", "left", "lost", "in-call"]);
  });
});
