import { expect, test } from "vitest";
import { LevelMeter } from "./levelMeter";
import { FakeTrack } from "./testing/fakeMedia";
import { FakeTimers } from "./testing/fakeTimers";

function metered() {
  const timers = new FakeTimers();
  const log: string[] = [];
  const meter = new LevelMeter(timers, (track) => {
    const name = (track as unknown as FakeTrack).device;
    log.push(`open ${name}`);
    return { track, level: () => 0.5, close: () => log.push(`close ${name}`) };
  });
  const look = (name: MediaStreamTrack) => meter.level(name);
  return { timers, log, meter, look };
}

const [ONE, TWO] = ["mic-1", "mic-2"].map(
  (name) => new FakeTrack("audio", name) as unknown as MediaStreamTrack,
) as [MediaStreamTrack, MediaStreamTrack];

test("measures while it is asked, and frees the audio graph soon after the last look", () => {
  const { timers, log, look } = metered();
  for (let frame = 0; frame < 300; frame += 1) {
    expect(look(ONE)).toBe(0.5);
    timers.advance(16);
  }
  expect(log).toEqual(["open mic-1"]);
  timers.advance(4_000);
  expect([log, timers.pending]).toEqual([["open mic-1", "close mic-1"], 0]);
  look(ONE);
  expect(log.at(-1)).toBe("open mic-1");
});

test("another microphone is measured anew, none is silence", () => {
  const { timers, log, look, meter } = metered();
  look(ONE);
  look(TWO);
  expect(meter.level(null)).toBe(0);
  expect(log).toEqual(["open mic-1", "close mic-1", "open mic-2", "close mic-2"]);
  expect(timers.pending).toBe(0);
});
