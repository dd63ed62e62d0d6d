import { expect, test } from "vitest";
import { FakeTrack } from "./testing/fakeMedia";
import { FakeTimers } from "./testing/fakeTimers";
import { type RecorderLike, recordClip } from "./voiceClip";

class FakeRecorder implements RecorderLike {
  state: RecordingState = "inactive";
  ondataavailable: RecorderLike["ondataavailable"] = null;
  onstop: RecorderLike["onstop"] = null;
  onerror: RecorderLike["onerror"] = null;
  heard = "hello";

  start(): void {
    this.state = "recording";
  }

  stop(): void {
    this.state = "inactive";
    this.ondataavailable?.({ data: new Blob([this.heard], { type: "audio/webm" }) } as BlobEvent);
    this.onstop?.(new Event("stop"));
  }
}

function scene(recorder = new FakeRecorder()) {
  const timers = new FakeTimers();
  const stop = new AbortController();
  const track = new FakeTrack("audio", "mic-1");
  const clip = recordClip(track as unknown as MediaStreamTrack, 3_000, timers, stop.signal, () => recorder);
  return { recorder, timers, stop, track, clip };
}

test("what was said in three seconds, and the microphone goes on", async () => {
  const { recorder, timers, clip, track } = scene();
  timers.advance(2_999);
  expect(recorder.state).toBe("recording");
  timers.advance(1);
  const blob = await clip;
  expect([await blob?.text(), blob?.type]).toEqual(["hello", "audio/webm"]);
  expect(track.readyState).toBe("live");
});

test("ended early, there is nothing, and nothing is waited for", async () => {
  const { recorder, timers, stop, clip } = scene();
  stop.abort();
  expect([await clip, recorder.state, timers.pending]).toEqual([null, "inactive", 0]);
});

test("an empty recording is none", async () => {
  const recorder = new FakeRecorder();
  recorder.heard = "";
  const { timers, clip } = scene(recorder);
  timers.advance(3_000);
  expect(await clip).toBeNull();
});

test("a browser that cannot record gives nothing", async () => {
  const refuse = () => {
    throw new DOMException("no", "NotSupportedError");
  };
  const track = new FakeTrack("audio", "mic-1") as unknown as MediaStreamTrack;
  expect(await recordClip(track, 3_000, new FakeTimers(), new AbortController().signal, refuse)).toBeNull();
});
