import fc from "fast-check";
import { expect, test } from "vitest";
import type { Negotiation } from "./frames";
import { NO_LIMITS } from "./ladder";
import { PeerLink } from "./peerLink";
import { NO_TRACKS } from "./sections";
import { FakeStream, FakeTrack } from "./testing/fakeMedia";
import { FakeNetwork } from "./testing/fakeNetwork";
import { settle } from "./testing/fakeTimers";

/** Many runs, perhaps on a busy machine. */
const PATIENT = { timeout: 60_000 };

function pair() {
  const network = new FakeNetwork();
  const queues: Negotiation[][] = [[], []];
  const broken: unknown[] = [];
  const agreed: (string | null)[][] = [];
  const newStream = (tracks: MediaStreamTrack[]) => new FakeStream(tracks as never) as unknown as MediaStream;
  const make = (offers: boolean, queue: Negotiation[]) =>
    new PeerLink(offers, network.create(), Promise.resolve(), newStream, {
      send: (message) => queue.push(message),
      channelText: () => undefined,
      beat: () => undefined,
      stateChanged: () => undefined,
      incoming: () => undefined,
      agreed: (own, theirs) => agreed.push([own, theirs]),
      broken: (error) => broken.push(error),
    });
  const links = [make(true, queues[0] ?? []), make(false, queues[1] ?? [])];
  /** Delivers the next message of one end, if there is one. */
  const deliver = (from: number) => {
    const message = queues[from]?.shift();
    if (message) {
      links[1 - from]?.handle(message);
    }
  };
  const calm = async () => {
    for (let round = 0; round < 20; round += 1) {
      await settle();
      deliver(0);
      deliver(1);
    }
  };
  return { network, links, broken, agreed, deliver, calm };
}

type Move = { readonly do: "restart" | "restartRaw" | "deliver" | "pause"; readonly at: number };

const moves = fc.array(
  fc.record<Move>({
    do: fc.constantFrom("restart", "restartRaw", "deliver", "deliver", "deliver", "pause"),
    at: fc.nat(1),
  }),
  { maxLength: 25 },
);

test("however offers cross, both ends agree in the end and nothing breaks", PATIENT, async () => {
  await fc.assert(
    fc.asyncProperty(moves, async (script) => {
      const { network, links, broken, deliver, calm } = pair();
      for (const move of script) {
        if (move.do === "deliver") {
          deliver(move.at);
        } else if (move.do === "restart") {
          links[move.at]?.restartIce();
        } else if (move.do === "restartRaw" && network.connections[move.at]?.transceivers.length === 4) {
          // A browser may ask either side to negotiate, whoever is polite.
          network.connections[move.at]?.restartIce();
        } else {
          await settle();
        }
      }
      await calm();
      expect(broken).toEqual([]);
      expect(network.connections.map(({ signalingState }) => signalingState)).toEqual(["stable", "stable"]);
      expect(network.connections.map(({ connectionState }) => connectionState)).toEqual([
        "connected",
        "connected",
      ]);
      expect(network.connections.map(({ transceivers }) => transceivers.length)).toEqual([4, 4]);
      const [one, two] = network.connections;
      expect(one?.localDescription?.sdp).toBe(two?.remoteDescription?.sdp);
      expect(two?.localDescription?.sdp).toBe(one?.remoteDescription?.sdp);
    }),
    { numRuns: 60 },
  );
});

test("tracks given before there is a connection go out as soon as there is one, without negotiation", async () => {
  const { network, links, calm } = pair();
  const camera = new FakeTrack("video", "cam") as unknown as MediaStreamTrack;
  for (const link of links) {
    link.outgoing.carry({ ...NO_TRACKS, camera });
  }
  await calm();
  expect(
    network.connections.map(({ transceivers }) => transceivers.map(({ sender }) => sender.track)),
  ).toEqual([
    [null, camera, null, null],
    [null, camera, null, null],
  ]);
  links[0]?.outgoing.carry(NO_TRACKS);
  await calm();
  expect(network.connections[0]?.transceivers.map(({ sender }) => sender.track)).toEqual([
    null,
    null,
    null,
    null,
  ]);
  expect(network.connections.map(({ negotiations }) => negotiations)).toEqual([1, 1]);
});

test("a closed link does nothing any more", async () => {
  const { network, links, broken, calm } = pair();
  await calm();
  for (const link of links) {
    link.close();
    link.restartIce();
    link.configure({});
    link.outgoing.carry(NO_TRACKS);
    link.handle({ kind: "restart" });
  }
  await calm();
  expect(broken).toEqual([]);
  expect(network.open).toEqual([]);
});

test("what was asked for last is carried, also while the one before is still being put in place", async () => {
  const { network, links, calm } = pair();
  await calm();
  const camera = new FakeTrack("video", "cam-1") as unknown as MediaStreamTrack;
  links[0]?.outgoing.carry({ ...NO_TRACKS, camera });
  links[0]?.outgoing.carry(NO_TRACKS);
  await settle();
  const sender = () => network.connections[0]?.transceivers[1]?.sender.track;
  expect(sender()).toBe(null);
  links[0]?.outgoing.carry(NO_TRACKS);
  links[0]?.outgoing.carry({ ...NO_TRACKS, camera });
  await settle();
  expect(sender()).toBe(camera);
});

test("[SIG-61] on sound alone the camera's sender is empty and forgets what it sent; then all is as before", async () => {
  const { network, links, calm } = pair();
  const camera = new FakeTrack("video", "cam") as unknown as MediaStreamTrack;
  links[0]?.outgoing.carry({ ...NO_TRACKS, camera });
  await calm();
  const now = () => {
    const [microphone, section] = network.connections[0]?.transceivers ?? [];
    return { sound: microphone?.encoding, picture: section?.encoding, track: section?.sender.track };
  };
  links[0]?.outgoing.limit({ camera: null, soundBitrate: 16_000 });
  await calm();
  expect(now()).toEqual({
    sound: { adaptivePtime: true, maxBitrate: 16_000 },
    picture: { active: false, codec: { mimeType: "video/H264" }, scaleResolutionDownBy: 1, maxFramerate: 30 },
    track: null,
  });
  links[0]?.outgoing.limit(NO_LIMITS);
  await calm();
  expect(now()).toEqual({
    sound: { adaptivePtime: true },
    picture: { active: true, scaleResolutionDownBy: 1, maxFramerate: 30 },
    track: camera,
  });
  expect(network.connections.map(({ negotiations }) => negotiations)).toEqual([1, 1]);
});
