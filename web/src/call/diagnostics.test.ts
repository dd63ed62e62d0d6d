import { expect, test } from "vitest";
import { cameraState, measured } from "./diagnostics";
import { limitsOn } from "./ladder";
import { RecoveryHistory } from "./recoveryHistory";
import { flowBetween, readStats } from "./stats";
import { ADA, type FakePage, FakeRoom, SAM } from "./testing/fakeRoom";
import { FakeTimers } from "./testing/fakeTimers";

const START = 1_000_000;

/** What a browser counts on a connection through a relay, `seconds` after its start. */
function reports(seconds: number) {
  return [
    { id: "t", type: "transport", selectedCandidatePairId: "p" },
    { id: "l", type: "local-candidate", candidateType: "relay", protocol: "udp", relayProtocol: "tls" },
    { id: "r", type: "remote-candidate", candidateType: "host", protocol: "udp", address: "192.0.2.7" },
    {
      id: "p",
      type: "candidate-pair",
      localCandidateId: "l",
      remoteCandidateId: "r",
      currentRoundTripTime: 0.0421,
      bytesSent: seconds * 50_000,
      bytesReceived: seconds * 125_000,
    },
    {
      id: "a",
      type: "inbound-rtp",
      kind: "audio",
      packetsReceived: 45 * seconds,
      packetsLost: 0,
      jitter: 0.012,
    },
    {
      id: "v",
      type: "inbound-rtp",
      kind: "video",
      packetsReceived: 45 * seconds,
      packetsLost: 10 * seconds,
      framesDecoded: 24 * seconds,
      freezeCount: 2,
    },
  ];
}

test("[SIG-72] the last second in numbers, and no address in them", () => {
  const [before, after] = [readStats(reports(4), 4_000), readStats(reports(6), 6_000)];
  expect(measured(after, flowBetween(before, after))).toEqual({
    route: { kind: "relay", way: "relay", protocol: "tls" },
    roundTripMs: 42,
    jitterMs: 12,
    loss: 0.1,
    sending: 400_000,
    receiving: 1_000_000,
    framesPerSecond: 24,
    freezes: 2,
  });
});

test("[SIG-60] what is made up before the first sound has come says nothing of the line", () => {
  const heard = (packets: number, concealed: number, samples: number, at: number) =>
    readStats(
      [
        {
          id: "a",
          type: "inbound-rtp",
          kind: "audio",
          packetsReceived: packets,
          concealedSamples: concealed,
          totalSamplesReceived: samples,
        },
      ],
      at,
    );
  const [silent, first, later] = [
    heard(0, 0, 0, 0),
    heard(30, 20_000, 48_000, 1_000),
    heard(80, 32_000, 96_000, 2_000),
  ];
  expect(flowBetween(silent, first).concealed).toBe(0);
  expect(flowBetween(first, later).concealed).toBe(0.25);
});

test("[SIG-72] what the camera is held to, and why", () => {
  const state = (isOn: boolean, rung: number, top: number) =>
    cameraState(isOn, limitsOn({ rung }).camera, { rung, top });
  const half = { scale: 2, framesPerSecond: 20, bitrate: 350_000 };
  expect(state(true, 0, 0)).toEqual({ limit: { scale: 1, framesPerSecond: 30, bitrate: null }, why: null });
  expect(state(true, 2, 2)).toEqual({ limit: half, why: "people" });
  expect(state(true, 2, 1)).toEqual({ limit: half, why: "network" });
  expect(state(true, 4, 0)).toEqual({ limit: null, why: "network" });
  expect(state(false, 2, 0)).toEqual({ limit: null, why: "off" });
});

test("[SIG-72] the latest hundred steps are kept", () => {
  const timers = new FakeTimers(0);
  const history = new RecoveryHistory(timers);
  for (let n = 0; n < 120; n += 1) {
    history.note({ what: "stalled" });
    timers.advance(1);
  }
  expect(history.steps.length).toBe(100);
  expect([history.steps[0], history.steps[99]]).toEqual([
    { what: "stalled", at: 20 },
    { what: "stalled", at: 119 },
  ]);
});

/** Steps as "seconds since the trouble: what". */
function stepsOf({ call }: FakePage, since: number): string[] {
  return (call.diagnostics().others[0]?.steps ?? []).map(({ at, ...step }) => {
    const more = step.what === "round" ? ` ${step.round}` : step.what === "used" ? ` ${step.which}` : "";
    return `${Math.floor((at - since) / 1000)}: ${step.what}${more}`;
  });
}

test("[SIG-72] a path that died and its repair can be read on both sides afterwards", async () => {
  const room = new FakeRoom();
  const [ada, sam] = [await room.enter(ADA), await room.enter(SAM)];
  await room.press(ada, sam);
  await room.wait(3_000);
  expect([stepsOf(ada, 0), stepsOf(sam, 0)]).toEqual([[], []]);
  const since = room.timers.now();
  room.network.restartsHelp = false;
  room.network.move();
  await room.wait(4_000);
  expect(stepsOf(ada, since)).toEqual(["1: stalled", "1: socket", "1: round 1", "1: asked", "2: used fresh"]);
  expect(stepsOf(sam, since)).toContain("2: used fresh");
  expect(ada.call.diagnostics()).toMatchObject({
    at: START + 7_000,
    signal: "open",
    others: [
      {
        person: SAM,
        link: "connected",
        recovery: { tag: "steady" },
        camera: { limit: { scale: 1 }, why: null },
        measured: { framesPerSecond: 25, loss: 0, route: null },
      },
    ],
  });
});
