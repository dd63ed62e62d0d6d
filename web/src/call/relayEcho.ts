import type { CheckBench } from "./checkBench";
import type { Echo, Transport } from "./connectionVerdict";

const PACKETS = 50;
const EVERY_MS = 50;
/** What comes later than this is of no use to a conversation. */
const LATE_MS = 1_000;
const CONNECT_MS = 8_000;
/** About as long as a packet of sound. */
const LENGTH = 120;

/** Sends packets from one end of this browser to its other end and back, as a call would: none is sent again. */
export async function echoThrough(
  bench: CheckBench,
  nearEnd: RTCConfiguration,
  farEnd: RTCConfiguration,
): Promise<Echo | null> {
  const near = bench.connect(nearEnd);
  const far = bench.connect(farEnd);
  const channel = near.createDataChannel("echo", { ordered: false, maxRetransmits: 0 });
  let arrived = 0;
  far.ondatachannel = ({ channel: back }) => {
    back.onmessage = ({ data }) => {
      arrived += 1;
      if (back.readyState === "open") back.send(data);
    };
  };
  const open = await bench.within<boolean>(CONNECT_MS, (settle) => {
    channel.onopen = () => settle(true);
    introduce(near, far).catch(() => settle(false));
  });
  const echo = open ? await send(bench, channel) : null;
  const over = echo ? await transportOf(near) : null;
  near.close();
  far.close();
  return echo && { ...echo, arrived, over };
}

type Returned = Pick<Echo, "sent" | "returned" | "roundTripMs">;

async function send(bench: CheckBench, channel: RTCDataChannel): Promise<Returned> {
  const sentAt = new Map<number, number>();
  const trips: number[] = [];
  await bench.within<boolean>(PACKETS * EVERY_MS + LATE_MS, (settle) => {
    channel.onmessage = ({ data }) => {
      const began = sentAt.get(Number.parseInt(String(data), 10));
      if (began !== undefined) trips.push(bench.now() - began);
      if (trips.length === PACKETS) settle(true);
    };
    const next = (number: number) => {
      sentAt.set(number, bench.now());
      // One that cannot go out any more is lost like any other.
      if (channel.readyState === "open") channel.send(`${number} `.padEnd(LENGTH, "."));
      if (number < PACKETS) bench.after(EVERY_MS, () => next(number + 1));
    };
    next(1);
  });
  return { sent: PACKETS, returned: trips.length, roundTripMs: middle(trips) };
}

function middle(numbers: readonly number[]): number | null {
  return [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? null;
}

async function introduce(near: RTCPeerConnection, far: RTCPeerConnection): Promise<void> {
  const farIsReady = handOver(near, far);
  const nearIsReady = handOver(far, near);
  await near.setLocalDescription();
  if (near.localDescription) await far.setRemoteDescription(near.localDescription);
  farIsReady();
  await far.setLocalDescription();
  if (far.localDescription) await near.setRemoteDescription(far.localDescription);
  nearIsReady();
}

/** Keeps the candidates of one end until the other can take them: the answer says that it can. */
function handOver(from: RTCPeerConnection, to: RTCPeerConnection): () => void {
  const kept: RTCIceCandidate[] = [];
  const give = (candidate: RTCIceCandidate) => {
    // One that cannot be used costs one way at most.
    to.addIceCandidate(candidate).catch(() => undefined);
  };
  from.onicecandidate = ({ candidate }) => candidate && kept.push(candidate);
  return () => {
    kept.forEach(give);
    from.onicecandidate = ({ candidate }) => candidate && give(candidate);
  };
}

type Stat = Readonly<Record<string, unknown>>;

/** Browsers differ in where they say which pair of addresses is in use. */
async function transportOf(connection: RTCPeerConnection): Promise<Transport | null> {
  const stats = new Map<string, Stat>();
  (await connection.getStats()).forEach((stat: Stat & { id: string }) => {
    stats.set(stat.id, stat);
  });
  const all = [...stats.values()];
  const chosen = all.find((stat) => stat["type"] === "transport")?.["selectedCandidatePairId"];
  const pair =
    stats.get(String(chosen)) ??
    all.find(
      (stat) => stat["type"] === "candidate-pair" && stat["nominated"] && stat["state"] === "succeeded",
    );
  const protocol = stats.get(String(pair?.["localCandidateId"]))?.["relayProtocol"];
  return protocol === "udp" || protocol === "tcp" || protocol === "tls" ? protocol : null;
}
