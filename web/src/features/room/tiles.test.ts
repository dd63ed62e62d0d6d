import { describe, expect, it } from "vitest";
import { type Condition, NO_CONDITION } from "../../call/monitor";
import type { LinkState } from "../../call/types";
import { ada } from "./testing";
import { missingFor, tileOf, whereabouts } from "./tiles";

describe("missingFor", () => {
  const mine = { camera: true, microphone: true };
  const misses = (audio: boolean | null, video: boolean | null, over: Partial<Condition> = {}) =>
    missingFor(ada({ condition: { ...NO_CONDITION, theyGet: { audio, video }, ...over } }), mine);

  it("[SIG-60] says what does not reach them", () => {
    expect([misses(true, true), misses(null, null)]).toEqual([null, null]);
    expect([misses(false, true), misses(true, false), misses(false, false)]).toEqual([
      "sound",
      "picture",
      "both",
    ]);
  });

  it("misses nothing that is not sent, not looked at, or in trouble anyway", () => {
    const condition = { ...NO_CONDITION, theyGet: { audio: false, video: false } };
    expect(missingFor(ada({ condition }), { camera: false, microphone: false })).toBeNull();
    expect(misses(true, false, { hidden: true })).toBeNull();
    expect(misses(true, false, { ourCameraPaused: true })).toBeNull();
    expect(missingFor(ada({ condition, link: "interrupted" }), mine)).toBeNull();
  });
});

describe("tileOf", () => {
  it("shows a picture only where they say they send one", () => {
    expect(tileOf(ada())).toEqual({ tag: "picture" });
    expect(tileOf(ada({ media: { audio: true, video: false, screen: false } }))).toEqual({
      tag: "camera-off",
    });
  });

  it("[SIG-61] says that a camera is paused, unless it is off anyway", () => {
    const condition = { ...NO_CONDITION, theirCameraPaused: true };
    expect(tileOf(ada({ condition }))).toEqual({ tag: "camera-paused" });
    const media = { audio: true, video: false, screen: false };
    expect(tileOf(ada({ condition, media }))).toEqual({ tag: "camera-off" });
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
      whereabouts(ada({ stage: "waiting", inCall: false })),
      whereabouts(ada()),
      whereabouts(ada({ stage: "away", link: "interrupted" })),
      whereabouts(ada({ stage: "away" })),
      whereabouts(ada({ stage: "gone", why: "left" })),
      whereabouts(ada({ stage: "gone", why: "lost", link: "failed" })),
      whereabouts(ada({ stage: "gone", why: "lost" })),
    ]).toEqual([
      "absent",
      "here",
      "waiting",
      "in-call",
      "reconnecting",
      "in-call",
      "left",
      "lost",
      "in-call",
    ]);
  });
});
