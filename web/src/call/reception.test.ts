import { expect, test } from "vitest";
import { type Alarm, RECEIVES, receive } from "./reception";

const BOTH = { audio: true, video: true };
const ALL = { audioPackets: 50, frames: 25 };

function alarms(seconds: number, flow: typeof ALL): [number, Alarm][] {
  let reception = RECEIVES;
  const found: [number, Alarm][] = [];
  for (let second = 1; second <= seconds; second += 1) {
    const step = receive(reception, flow, BOTH);
    reception = step.reception;
    if (step.alarm) {
      found.push([second, step.alarm]);
    }
  }
  return found;
}

test("[SIG-60] what is promised and comes is received, what is not promised is not missed", () => {
  expect(receive(RECEIVES, ALL, BOTH)).toEqual({
    reception: RECEIVES,
    gets: { audio: true, video: true },
    alarm: null,
  });
  expect(receive(RECEIVES, { audioPackets: 0, frames: 0 }, { audio: false, video: false }).gets).toEqual({
    audio: null,
    video: null,
  });
});

test("[SIG-60] what is missing is asked for again after 4 s, and another connection after 9 s and then rarely", () => {
  expect(alarms(60, { ...ALL, frames: 0 })).toEqual([
    [4, "again"],
    [9, "lame"],
    [24, "lame"],
    [39, "lame"],
    [54, "lame"],
  ]);
  expect(alarms(60, ALL)).toEqual([]);
});

test("[SIG-60] sound that is missing is told, whatever the picture does", () => {
  let reception = RECEIVES;
  for (let second = 0; second < 3; second += 1) {
    reception = receive(reception, { ...ALL, audioPackets: 0 }, BOTH).reception;
  }
  expect(receive(reception, { ...ALL, audioPackets: 0 }, BOTH).gets).toEqual({ audio: false, video: true });
  expect(receive(reception, ALL, BOTH).gets).toEqual({ audio: true, video: true });
});
