import { expect, test } from "vitest";
import { type CallReport, repairsSince, reportCall } from "./callReport";
import type { Diagnostics } from "./diagnostics";
import type { PastStep } from "./recoveryHistory";
import { FakeTimers } from "./testing/fakeTimers";
import type { CallSnapshot } from "./types";

class Track extends EventTarget {
  muted = true;
}

/** A call with Sam, as far as the report looks at it. */
class Talk {
  readonly timers = new FakeTimers();
  readonly tracks = [new Track(), new Track()];
  readonly reports: CallReport[] = [];
  measured: unknown = null;
  steps: PastStep[] = [];
  inCall = false;
  phase = "waiting";
  signal = "open";
  #tell: () => void = () => undefined;
  readonly stop: () => void;

  constructor() {
    this.stop = reportCall(
      {
        subscribe: (listener) => {
          this.#tell = listener;
          return () => {
            this.#tell = () => undefined;
          };
        },
        getSnapshot: () => this.#snapshot(),
        diagnostics: () =>
          ({
            signal: this.signal,
            others: [{ peer: "sam", measured: this.measured, steps: this.steps }],
          }) as unknown as Diagnostics,
      },
      this.timers,
      (report) => this.reports.push(report),
    );
  }

  press(): void {
    this.inCall = true;
    this.#tell();
  }

  #snapshot(): CallSnapshot {
    const video = { getTracks: () => this.tracks };
    return {
      phase: { tag: this.phase },
      others: [{ peer: "sam", inCall: this.inCall, video }],
    } as unknown as CallSnapshot;
  }
}

const DIRECT = { route: { kind: "direct", way: "srflx", protocol: "udp" } };

test("OPS-27: a link is reported once, with the time from the second press to the first packet", () => {
  const talk = new Talk();
  talk.timers.advance(5_000);
  talk.press();
  talk.timers.advance(640);
  talk.tracks[1]?.dispatchEvent(new Event("unmute"));
  talk.timers.advance(3_000);
  expect(talk.reports).toEqual([]);
  talk.measured = DIRECT;
  talk.timers.advance(60_000);
  talk.press();
  talk.timers.advance(60_000);
  expect(talk.reports).toEqual([{ established: { route: "srflx", transport: "udp", first_frame_ms: 640 } }]);
});

test("before both have pressed, and after it was stopped, nothing is reported", () => {
  const talk = new Talk();
  talk.measured = DIRECT;
  talk.phase = "greenroom";
  talk.press();
  talk.timers.advance(60_000);
  talk.phase = "connected";
  talk.stop();
  talk.press();
  talk.timers.advance(60_000);
  expect(talk.reports).toEqual([]);
});

test("a link without picture and sound is reported without their time", () => {
  const talk = new Talk();
  talk.measured = DIRECT;
  talk.press();
  talk.timers.advance(14_000);
  expect(talk.reports).toEqual([]);
  talk.timers.advance(2_000);
  expect(talk.reports).toEqual([{ established: { route: "srflx", transport: "udp" } }]);
});

test("OPS-27: repairs are reported at most twice a minute, each once", () => {
  const talk = new Talk();
  talk.press();
  const at = talk.timers.now();
  talk.steps = [
    { what: "stalled", at: at + 1 },
    { what: "round", round: 1, relayOnly: false, at: at + 2 },
    { what: "round", round: 2, relayOnly: true, at: at + 3 },
    { what: "used", which: "fresh", at: at + 4 },
    { what: "socket", at: at + 5 },
  ];
  talk.timers.advance(28_000);
  expect(talk.reports).toEqual([]);
  talk.timers.advance(2_000);
  expect(talk.reports).toEqual([{ repairs: { stalled: 1, round: 2, fresh: 1 } }]);
  talk.timers.advance(300_000);
  expect(talk.reports).toHaveLength(1);
});

test("while the server is away nothing is sent, and nothing is lost", () => {
  const talk = new Talk();
  talk.measured = DIRECT;
  talk.signal = "reconnecting";
  talk.press();
  talk.timers.advance(60_000);
  expect(talk.reports).toEqual([]);
  talk.signal = "open";
  talk.timers.advance(2_000);
  expect(talk.reports).toHaveLength(1);
});

test("what is no repair is none", () => {
  expect(
    repairsSince(
      [
        { what: "woke", at: 5 },
        { what: "used", which: "present", at: 6 },
      ],
      0,
    ),
  ).toBeNull();
  expect(repairsSince([{ what: "lame", at: 5 }], 5)).toBeNull();
});
