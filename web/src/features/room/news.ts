import type { CallSnapshot, LocalMedia, Other } from "../../call/types";
import { screenFailed } from "./mediaProblems";
import { isOurCameraPaused, missingFor, tileOf, type Whereabouts, whereabouts } from "./tiles";
import { newest } from "./unread";

/** Something worth saying to people who do not see the page. Said politely, once. */
export type News =
  | {
      tag:
        | "here"
        | "waits"
        | "joined"
        | "left"
        | "lost"
        | "back"
        | "interrupted"
        | "restored"
        | "shares"
        | "unshares"
        | "misses-sound"
        | "misses-picture"
        | "misses-both"
        | "misses-nothing";
      name: string;
    }
  | { tag: "writes"; name: string; text: string }
  | {
      tag:
        | "did-not-arrive"
        | "reconnecting"
        | "reconnected"
        | "signed-out"
        | "signed-in"
        | "unheard"
        | "heard-again"
        | "unseen"
        | "seen-again"
        | "sound-only"
        | "camera-back"
        | "screen-failed";
    };

/** What happened between two snapshots. Persons are compared, not peers: a reload is not somebody new. */
export function news(before: CallSnapshot, after: CallSnapshot): News[] {
  const found: News[] = [];
  const known = new Map(before.others.map((other) => [other.person.id, other]));
  for (const other of after.others) found.push(...about(known.get(other.person.id), other));
  const still = new Set(after.others.map((other) => other.person.id));
  for (const other of before.others) {
    if (!still.has(other.person.id) && isAround(whereabouts(other))) {
      found.push({ tag: "left", name: other.person.name });
    }
  }
  if (before.signal === "open" && after.signal === "reconnecting") found.push({ tag: "reconnecting" });
  if (before.signal === "reconnecting" && after.signal === "open") found.push({ tag: "reconnected" });
  if (before.sessionLost !== after.sessionLost) {
    found.push({ tag: after.sessionLost ? "signed-out" : "signed-in" });
  }
  // Before the call the page itself says it, next to what helps.
  if (isInCall(after)) {
    found.push(...aboutDevices(before.local, after.local));
    found.push(...aboutSending(before, after), ...aboutChat(before.chat, after.chat));
  }
  return found;
}

function aboutChat(before: CallSnapshot["chat"], after: CallSnapshot["chat"]): News[] {
  if (before === after) return [];
  const found: News[] = [];
  const last = newest(before);
  const lost = new Set(before.filter(({ fate }) => fate === "failed").map(({ id }) => id));
  for (const { id, from, text, fate } of after) {
    if (from && id > last) found.push({ tag: "writes", name: from.name, text });
    if (fate === "failed" && !lost.has(id)) found.push({ tag: "did-not-arrive" });
  }
  return found;
}

function isInCall({ phase: { tag } }: CallSnapshot): boolean {
  return tag === "waiting" || tag === "connecting" || tag === "connected";
}

function aboutDevices(before: LocalMedia, after: LocalMedia): News[] {
  const found: News[] = [];
  const [wasHeard, isHeard] = [!before.problems.microphone, !after.problems.microphone];
  const [wasSeen, isSeen] = [!before.problems.camera, !after.problems.camera];
  if (wasHeard !== isHeard) found.push({ tag: isHeard ? "heard-again" : "unheard" });
  if (wasSeen !== isSeen) found.push({ tag: isSeen ? "seen-again" : "unseen" });
  if (!screenFailed(before) && screenFailed(after)) found.push({ tag: "screen-failed" });
  return found;
}

/** How what we send gets through. */
function aboutSending(before: CallSnapshot, after: CallSnapshot): News[] {
  const found: News[] = [];
  const [wasPaused, isPaused] = [isOurCameraPaused(before.others), isOurCameraPaused(after.others)];
  if (wasPaused !== isPaused) found.push({ tag: isPaused ? "sound-only" : "camera-back" });
  const known = new Map(before.others.map((other) => [other.person.id, missingFor(other, before.local)]));
  for (const other of after.others) {
    const was = known.get(other.person.id) ?? null;
    const is = missingFor(other, after.local);
    const isNews = was !== is && other.link === "connected";
    if (isNews) found.push({ tag: is ? `misses-${is}` : "misses-nothing", name: other.person.name });
  }
  return found;
}

function about(before: Other | undefined, after: Other): News[] {
  const name = after.person.name;
  const was = whereabouts(before);
  const is = whereabouts(after);
  const found: News[] = [];
  if (was !== is) found.push(...moved(was, is, name));
  if (before && before.peer === after.peer) {
    const trouble = tileOf(before)?.tag === "trouble";
    if (!trouble && tileOf(after)?.tag === "trouble") found.push({ tag: "interrupted", name });
    if (trouble && after.link === "connected" && after.inCall) found.push({ tag: "restored", name });
  }
  const shared = before?.media.screen ?? false;
  if (shared !== after.media.screen) found.push({ tag: after.media.screen ? "shares" : "unshares", name });
  return found;
}

function moved(was: Whereabouts, is: Whereabouts, name: string): News[] {
  switch (is) {
    case "in-call":
      return [{ tag: was === "reconnecting" || was === "lost" ? "back" : "joined", name }];
    case "here":
      return [{ tag: was === "reconnecting" ? "back" : "here", name }];
    case "waiting":
      return [{ tag: "waits", name }];
    case "left":
      return isAround(was) ? [{ tag: "left", name }] : [];
    case "lost":
    case "reconnecting":
      return isAround(was) && was !== "reconnecting" ? [{ tag: "lost", name }] : [];
    case "absent":
      return [];
  }
}

function isAround(where: Whereabouts): boolean {
  return where === "in-call" || where === "here" || where === "waiting" || where === "reconnecting";
}
