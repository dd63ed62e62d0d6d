import type { GoneReason, Other } from "../../call/types";

/** What the tile of one other person shows. */
export type Tile =
  | { tag: "picture" }
  | { tag: "camera-off" }
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

/** Where someone is, for the list in the green room and while waiting. */
export type Whereabouts = "in-call" | "here" | "reconnecting" | "left" | "lost" | "absent";

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
      return "here";
  }
}

function goneAs(why: GoneReason | null, flowing: boolean): Whereabouts {
  if (why !== "lost") return "left";
  return flowing ? "in-call" : "lost";
}
