import { expect, test } from "vitest";
import type { Common } from "./connection";
import { Monitor } from "./monitor";
import { SAID_NOTHING } from "./pulse";
import { NO_TRACKS } from "./sections";
import { type Reading, readStats } from "./stats";
import { FakeTimers, settle } from "./testing/fakeTimers";

const SENDS_ALL = { audio: true, video: true, screen: false, sharing: false };

/** A second of a call: of 100 packets so many get lost on the way to this page. */
type Second = { readonly lost: number };
const FINE: Second = { lost: 0 };
const FLOODED: Second = { lost: 40 };

/** One page's look at its call, told second by second what arrives. */
class Watched {
  readonly timers = new FakeTimers();
  readonly limited: (number | null)[] = [];
  readonly monitor: Monitor;
  #lost = 0;
  #got = 0;

  constructor() {
    const { now, after } = this.timers;
    const common = {
      platform: { now, after, hidden: false },
      ready: Promise.resolve(),
      configuration: {},
      audience: 1,
      tracks: NO_TRACKS,
      media: SENDS_ALL,
    } as unknown as Common;
    this.monitor = new Monitor(common, {
      read: async () => this.#reading(),
      promised: () => SENDS_ALL,
      limit: ({ camera }) => this.limited.push(camera?.scale ?? null),
      alarm: () => undefined,
      changed: () => undefined,
    });
  }

  async start(): Promise<void> {
    this.monitor.start();
    await settle();
  }

  async live(...seconds: readonly Second[]): Promise<void> {
    for (const { lost } of seconds) {
      this.#lost += lost;
      this.#got += 100 - lost;
      this.timers.advance(1_000);
      await settle();
    }
  }

  #reading(): Reading {
    const sound = { packetsReceived: this.#got, packetsLost: this.#lost };
    return readStats([{ id: "a", type: "inbound-rtp", kind: "audio", ...sound }], this.timers.now());
  }
}

async function watched(): Promise<Watched> {
  const page = new Watched();
  await page.start();
  return page;
}

test("[SIG-61] what keeps getting lost is said to the other page, what got lost once is not", async () => {
  const page = await watched();
  const said: number[] = [];
  for (const second of [FINE, FLOODED, FINE, FLOODED, { lost: 60 }, FINE]) {
    await page.live(second);
    said.push(page.monitor.says().lost);
  }
  expect(said).toEqual([0, 0, 0, 0, 0.4, 0]);
});

test("[SIG-61] told that a third of it gets lost, a page sends sound alone at once", async () => {
  const page = await watched();
  page.monitor.told({ ...SAID_NOTHING, lost: 0.34 });
  expect(page.limited).toEqual([]);
  page.monitor.told({ ...SAID_NOTHING, lost: 0.35 });
  expect(page.limited).toEqual([null]);
  expect(page.monitor.says()).toEqual({ ...SAID_NOTHING, paused: true });
});

test("[SIG-61] where even that word gets lost, it steps down for what it misses itself", async () => {
  const page = await watched();
  await page.live(FLOODED, FLOODED);
  expect(page.limited).toEqual([]);
  await page.live(FLOODED);
  expect(page.limited).toEqual([null]);
});

test("[SIG-61] what an earlier connection lost says nothing of the present one", async () => {
  const page = await watched();
  await page.live(FLOODED, FLOODED);
  page.monitor.restart();
  await page.live(FINE, FLOODED, FLOODED);
  expect(page.limited).toEqual([]);
});

test("[SIG-61] before the call nothing is stepped down", () => {
  const page = new Watched();
  page.monitor.told({ ...SAID_NOTHING, lost: 0.9 });
  expect(page.limited).toEqual([]);
});
