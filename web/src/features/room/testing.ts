import { NO_CONDITION } from "../../call/monitor";
import type { CallSnapshot, Other } from "../../call/types";

/** Values for tests: Ada in a call that goes well, and a snapshot around her. */
const stream = {} as MediaStream;

export function ada(over: Partial<Other> = {}): Other {
  return {
    peer: "peer-of-ada-0001",
    person: { id: "a", name: "Ada", role: "admin" },
    stage: "joined",
    inCall: true,
    why: null,
    media: { audio: true, video: true, screen: false },
    video: stream,
    screen: null,
    link: "connected",
    condition: NO_CONDITION,
    ...over,
  };
}

export function snapshotOf(others: Other[], signal: CallSnapshot["signal"] = "open"): CallSnapshot {
  const none = { camera: null, microphone: null } as const;
  return {
    phase: { tag: "connected", since: 0 },
    signal,
    sessionLost: false,
    self: { peer: "peer-of-sam-0001", person: null },
    local: {
      settled: true,
      stream: null,
      microphoneTrack: null,
      screenStream: null,
      camera: true,
      microphone: true,
      screen: false,
      devices: { camera: [], microphone: [], speaker: [] },
      chosen: { ...none, speaker: null },
      problems: { ...none, screen: null },
      unusable: none,
    },
    lobby: null,
    others,
    chat: [],
    window: null,
    serverOffsetMs: 0,
  };
}
