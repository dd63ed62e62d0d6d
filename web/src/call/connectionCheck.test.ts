import { expect, test } from "vitest";
import { type CheckStage, checkConnection } from "./connectionCheck";
import type { Findings } from "./connectionVerdict";
import type { IceSettings } from "./messages";
import { FakeRelay } from "./testing/fakeRelay";
import { FakeTimers, settle } from "./testing/fakeTimers";

const UDP = "turn:t.example.edu:3478?transport=udp";
const TCP = "turn:t.example.edu:3478?transport=tcp";
const TLS = "turns:t.example.edu:443?transport=tcp";
const STUN = "stun:s.example.edu";
const RELAY: IceSettings = {
  servers: [{ urls: [STUN] }, { urls: [UDP, TCP, TLS], username: "u", credential: "c" }],
  policy: "all",
};
const bare = (...urls: string[]): IceSettings => ({ servers: [{ urls }], policy: "all" });

function scene() {
  const timers = new FakeTimers();
  const relay = new FakeRelay(timers);
  const stages: CheckStage[] = [];
  const stop = new AbortController();
  const run = async (ice: IceSettings, whileRunning?: (ms: number) => void): Promise<Findings | null> => {
    const began = timers.now();
    let found: Findings | null | undefined;
    void checkConnection(relay, ice, { signal: stop.signal, stage: (stage) => stages.push(stage) }).then(
      (result) => {
        found = result;
      },
    );
    while (found === undefined && timers.now() - began < 60_000) {
      await settle();
      whileRunning?.(timers.now() - began);
      timers.advance(10);
    }
    if (found === undefined) throw new Error("the check never ended");
    // Whatever the end, nothing stays open, and nothing is waited for.
    expect(relay.open).toBe(0);
    return found;
  };
  return { timers, relay, stages, stop, run };
}

test("packets go through the relay at both ends, and come back", async () => {
  const { relay, stages, run } = scene();
  for (const url of [UDP, TCP, TLS]) relay.answering.add(url);
  expect(await run(RELAY)).toEqual({
    offered: ["udp", "tcp", "tls"],
    reached: ["udp", "tcp", "tls"],
    echo: { sent: 50, arrived: 50, returned: 50, roundTripMs: 40, over: "udp" },
    local: false,
    outside: null,
  });
  expect(stages).toEqual(["reaching", "measuring"]);
  expect(relay.ends.map(({ configuration }) => configuration.iceTransportPolicy)).toEqual(
    Array(5).fill("relay"),
  );
  expect(relay.ends.at(-1)?.configuration.iceServers).toEqual(
    [UDP, TCP, TLS].map((url) => ({ urls: [url], username: "u", credential: "c" })),
  );
});

test("each way to the relay is tried by itself", async () => {
  const { relay, run } = scene();
  relay.answering.add(TLS);
  relay.relayProtocol = "tls";
  const found = await run(RELAY);
  expect([found?.reached, found?.echo?.over]).toEqual([["tls"], "tls"]);
});

test("lost packets are counted where they were lost", async () => {
  const { relay, run } = scene();
  relay.answering.add(UDP);
  // The third goes out, and never arrives; the fifth is the next one's way back.
  relay.loses = (count) => count === 3 || count === 5;
  expect((await run(RELAY))?.echo).toEqual({
    sent: 50,
    arrived: 49,
    returned: 48,
    roundTripMs: 40,
    over: "udp",
  });
});

test("a relay that does not answer is not waited for longer than five seconds", async () => {
  const { timers, run, stages } = scene();
  const began = timers.now();
  const found = await run(RELAY);
  expect([found?.reached, found?.echo]).toEqual([[], null]);
  expect(timers.now() - began).toBeLessThan(5_100);
  expect(stages).toEqual(["reaching"]);
});

test("a relay that cannot reach its own address is measured with an open far end", async () => {
  const { relay, run } = scene();
  relay.answering.add(UDP);
  relay.hairpin = false;
  expect((await run(RELAY))?.echo?.returned).toBe(50);
  expect(relay.ends.at(-1)?.configuration.iceTransportPolicy).toBeUndefined();
  expect(relay.ends.at(-2)?.configuration.iceTransportPolicy).toBe("relay");
});

test("where the office wants the relay alone, nothing else is tried", async () => {
  const { relay, run } = scene();
  relay.answering.add(UDP);
  relay.hairpin = false;
  expect((await run({ ...RELAY, policy: "relay" }))?.echo).toBeNull();
});

test("a link that breaks off loses what was still to come", async () => {
  const { relay, run } = scene();
  relay.answering.add(UDP);
  relay.loses = (count) => count > 40;
  const echo = (await run(RELAY))?.echo;
  expect(echo?.sent).toBe(50);
  expect(echo?.returned).toBeLessThanOrEqual(20);
});

test("without a relay it only looks which addresses there are", async () => {
  const none = { offered: [], reached: [], echo: null };
  expect(await scene().run({ servers: [], policy: "all" })).toEqual({ ...none, local: true, outside: null });
  const silent = scene();
  expect(await silent.run(bare(STUN))).toEqual({ ...none, local: true, outside: false });
  const open = scene();
  open.relay.answering.add(STUN);
  expect(await open.run(bare(STUN))).toEqual({ ...none, local: true, outside: true });
  const closed = scene();
  closed.relay.local = false;
  expect(await closed.run({ servers: [], policy: "all" })).toEqual({ ...none, local: false, outside: null });
});

test("an address that the browser cannot read is out of reach", async () => {
  const { relay, run } = scene();
  const real = relay.createConnection;
  Object.assign(relay, {
    createConnection: (configuration: RTCConfiguration) => {
      if (String(configuration.iceServers?.[0]?.urls).startsWith("turns")) throw new SyntaxError("bad url");
      return real(configuration);
    },
  });
  relay.answering.add(UDP);
  expect((await run(bare(UDP, TLS)))?.reached).toEqual(["udp"]);
});

test.each([30, 600])("stopped after %i ms, it closes everything and finds nothing", async (after) => {
  const { relay, timers, stop, run } = scene();
  relay.answering.add(UDP);
  expect(await run(RELAY, (ms) => ms >= after && stop.abort())).toBeNull();
  expect(timers.pending).toBe(0);
});

test("stopped before it began, it opens nothing", async () => {
  const { relay, stages, stop, run } = scene();
  stop.abort();
  expect([await run(RELAY), relay.ends, stages]).toEqual([null, [], []]);
});

test("a browser that has no connection left to give leaves none open either", async () => {
  const { timers, relay, stop } = scene();
  relay.answering.add(UDP);
  const real = relay.createConnection;
  Object.assign(relay, {
    createConnection: (configuration: RTCConfiguration) => {
      // One for each way to the relay, and the near end; the far end is one too many.
      if (relay.ends.length === 2) throw new DOMException("too many", "UnknownError");
      return real(configuration);
    },
  });
  const check = checkConnection(relay, bare(UDP), { signal: stop.signal, stage: () => undefined });
  const outcome = expect(check).rejects.toThrow("too many");
  for (let step = 0; step < 10; step += 1) {
    await settle();
    timers.advance(10);
  }
  await outcome;
  expect([relay.ends.length, relay.open, timers.pending]).toEqual([2, 0, 0]);
});
