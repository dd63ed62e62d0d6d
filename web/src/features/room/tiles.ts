import type { GoneReason, LocalMedia, Other } from "../../call/types";

/** What the tile of one other person shows. */
export type Tile =
  | { tag: "picture" }
  | { tag: "camera-off" }
  /** Their camera is on, but the network takes sound alone. */
  | { tag: "camera-paused" }
  | { tag: "connecting" }
  /** Was connected; the last picture stays while the network is being repaired. */
  | { tag: "trouble"; failed: boolean; picture: boolean }
  /** Their connection is gone and nobody knows yet whether they come back. */
  | { tag: "lost" };

/** null: this person has no tile, because they are not in the call. */
export function tileOf(other: Other): Tile | null {
  if (!other.inCall) return null;
  if (other.stage === "gone" && other.why !== "lost") return null;
  const picture = other.media.video && other.video !== null;
  switch (other.link) {
    case "connected":
      if (picture && other.condition.theirCameraPaused) return { tag: "camera-paused" };
      return picture ? { tag: "picture" } : { tag: "camera-off" };
    case "interrupted":
    case "failed":
      if (other.stage === "gone" || other.stage === "away") return { tag: "lost" };
      return { tag: "trouble", failed: other.link === "failed", picture };
    case "closed":
      return { tag: "lost" };
    case "new":
    case "connecting":
    case "warm":
      return other.stage === "gone" || other.stage === "away" ? { tag: "lost" } : { tag: "connecting" };
  }
}

/** What one other person misses of what this page sends; null: nothing. */
export type Missing = "sound" | "picture" | "both" | null;

export function missingFor(
  { link, condition }: Other,
  mine: Pick<LocalMedia, "camera" | "microphone">,
): Missing {
  if (link !== "connected") return null;
  const sound = mine.microphone && condition.theyGet.audio === false;
  // A page in the background takes no picture, and misses none.
  const picture =
    mine.camera && !condition.ourCameraPaused && !condition.hidden && condition.theyGet.video === false;
  if (sound && picture) return "both";
  return sound ? "sound" : picture ? "picture" : null;
}

/** Our camera is on, and somebody gets sound alone for now. */
export function isOurCameraPaused(others: readonly Other[]): boolean {
  return others.some(({ link, condition }) => link === "connected" && condition.ourCameraPaused);
}

/** Where someone is, for the list in the green room and while waiting. */
export type Whereabouts = "in-call" | "here" | "waiting" | "reconnecting" | "left" | "lost" | "absent";

export function whereabouts(other: Other | undefined): Whereabouts {
  if (!other) return "absent";
  switch (other.stage) {
    case "gone":
      return goneAs(other.why, other.inCall && other.link === "connected");
    case "away":
      return other.inCall && other.link === "connected" ? "in-call" : "reconnecting";
    case "joined":
      return "in-call";
    case "here":
    case "waiting":
      return other.stage;
  }
}

function goneAs(why: GoneReason | null, flowing: boolean): Whereabouts {
  if (why !== "lost") return "left";
  return flowing ? "in-call" : "lost";
}
