import { describe, expect, it } from "vitest";
import { NO_CONDITION } from "../../call/monitor";
import type { CallSnapshot, ChatMessage, LocalMedia, Other } from "../../call/types";
import { news } from "./news";
import { ada, snapshotOf } from "./testing";

const between = (before: Other[], after: Other[]) => news(snapshotOf(before), snapshotOf(after));

function withProblems(snapshot: CallSnapshot, problems: Partial<LocalMedia["problems"]>): CallSnapshot {
  const { local } = snapshot;
  return { ...snapshot, local: { ...local, problems: { ...local.problems, ...problems } } };
}

const words = (id: number, fate: ChatMessage["fate"] = null): ChatMessage => ({
  id,
  from: fate ? null : ada().person,
  text: `number ${id}`,
  at: 0,
  fate,
});

describe("news", () => {
  it("says once what others write, and that an own message did not arrive", () => {
    const saying = (...chat: ChatMessage[]) => ({ ...snapshotOf([ada()]), chat });
    expect(news(saying(words(1)), saying(words(1), words(2)))).toEqual([
      { tag: "writes", name: "Ada", text: "number 2" },
    ]);
    expect(news(saying(), saying(words(1, "sending")))).toEqual([]);
    expect(news(saying(words(1, "sending")), saying(words(1, "failed")))).toEqual([
      { tag: "did-not-arrive" },
    ]);
    expect(news(saying(words(1, "failed")), saying(words(1, "failed"), words(2, "sending")))).toEqual([]);
  });

  it("says nothing when nothing happened", () => {
    expect(between([ada()], [ada()])).toEqual([]);
    expect(between([ada()], [ada({ stage: "away" })])).toEqual([]);
  });

  it("tells coming, joining and leaving apart", () => {
    const here = ada({ stage: "here", inCall: false, link: "warm" });
    expect(between([], [here])).toEqual([{ tag: "here", name: "Ada" }]);
    expect(between([here], [ada()])).toEqual([{ tag: "joined", name: "Ada" }]);
    expect(between([ada()], [ada({ stage: "gone", why: "left" })])).toEqual([{ tag: "left", name: "Ada" }]);
    expect(between([ada()], [])).toEqual([{ tag: "left", name: "Ada" }]);
    expect(between([ada({ stage: "gone", why: "left" })], [])).toEqual([]);
  });

  it("[SIG-88] says once who waits in the lobby, and what becomes of them", () => {
    const waits = ada({ stage: "waiting", inCall: false, link: "closed" });
    const here = ada({ stage: "here", inCall: false, link: "new" });
    expect(between([], [waits])).toEqual([{ tag: "waits", name: "Ada" }]);
    expect(between([waits], [ada({ ...waits, peer: "peer-of-ada-0002" })])).toEqual([]);
    expect(between([waits], [here])).toEqual([{ tag: "here", name: "Ada" }]);
    expect(between([waits], [ada({ ...waits, stage: "gone", why: "left" })])).toEqual([
      { tag: "left", name: "Ada" },
    ]);
    expect(between([waits], [ada({ ...waits, stage: "gone", why: "lost" })])).toEqual([
      { tag: "lost", name: "Ada" },
    ]);
  });

  it("tells a lost connection from leaving, and says when they are back", () => {
    const lost = ada({ stage: "gone", why: "lost", link: "failed" });
    expect(between([ada()], [lost])).toEqual([{ tag: "lost", name: "Ada" }]);
    expect(between([lost], [ada({ peer: "peer-of-ada-0002" })])).toEqual([{ tag: "back", name: "Ada" }]);
  });

  it("reports trouble on the way once, and its end", () => {
    const trouble = ada({ link: "interrupted" });
    expect(between([ada()], [trouble])).toEqual([{ tag: "interrupted", name: "Ada" }]);
    expect(between([trouble], [ada({ link: "failed" })])).toEqual([]);
    expect(between([trouble], [ada()])).toEqual([{ tag: "restored", name: "Ada" }]);
  });

  it("[SIG-60] reports what the other misses once, and when it is there again", () => {
    const deaf = ada({ condition: { ...NO_CONDITION, theyGet: { audio: false, video: true } } });
    expect(between([ada()], [deaf])).toEqual([{ tag: "misses-sound", name: "Ada" }]);
    expect(between([deaf], [deaf])).toEqual([]);
    expect(between([deaf], [ada()])).toEqual([{ tag: "misses-nothing", name: "Ada" }]);
    expect(between([deaf], [ada({ link: "interrupted" })])).toEqual([{ tag: "interrupted", name: "Ada" }]);
  });

  it("[SIG-61] reports that only sound is sent, and the picture's return", () => {
    const paused = ada({ condition: { ...NO_CONDITION, ourCameraPaused: true } });
    expect(between([ada()], [paused])).toEqual([{ tag: "sound-only" }]);
    expect(between([paused], [ada()])).toEqual([{ tag: "camera-back" }]);
  });

  it("reports the screen and the own socket", () => {
    const sharing = ada({ media: { audio: true, video: true, screen: true } });
    expect(between([ada()], [sharing])).toEqual([{ tag: "shares", name: "Ada" }]);
    expect(between([sharing], [ada()])).toEqual([{ tag: "unshares", name: "Ada" }]);
    expect(news(snapshotOf([]), snapshotOf([], "reconnecting"))).toEqual([{ tag: "reconnecting" }]);
    expect(news(snapshotOf([], "reconnecting"), snapshotOf([]))).toEqual([{ tag: "reconnected" }]);
  });

  it("tells that oneself is not heard or seen, and when that is over", () => {
    const fine = snapshotOf([ada()]);
    const troubled = withProblems(fine, { camera: "busy", microphone: "no-device" });
    expect(news(fine, troubled)).toEqual([{ tag: "unheard" }, { tag: "unseen" }]);
    expect(news(troubled, troubled)).toEqual([]);
    expect(news(troubled, fine)).toEqual([{ tag: "heard-again" }, { tag: "seen-again" }]);
    const before: CallSnapshot["phase"] = { tag: "greenroom", pressed: false };
    expect(news({ ...fine, phase: before }, { ...troubled, phase: before })).toEqual([]);
  });

  it("tells that the screen could not be shared, but not to those who only closed the picker", () => {
    const fine = snapshotOf([ada()]);
    expect(news(fine, withProblems(fine, { screen: "busy" }))).toEqual([{ tag: "screen-failed" }]);
    expect(news(fine, withProblems(fine, { screen: "denied" }))).toEqual([]);
  });

  it("tells that oneself is signed out, and in again", () => {
    const signedIn = snapshotOf([ada()]);
    const signedOut = { ...signedIn, sessionLost: true };
    expect(news(signedIn, signedOut)).toEqual([{ tag: "signed-out" }]);
    expect(news(signedOut, signedIn)).toEqual([{ tag: "signed-in" }]);
  });
});
