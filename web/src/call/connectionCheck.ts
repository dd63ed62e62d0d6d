import { CheckBench, type CheckWorld } from "./checkBench";
import { type Echo, type Findings, TRANSPORTS, type Transport } from "./connectionVerdict";
import type { IceSettings } from "./messages";
import { echoThrough } from "./relayEcho";

/** A relay that has not answered by now is out of reach for a call, too. */
const REACH_MS = 5_000;

export type CheckStage = "reaching" | "measuring";

type Options = {
  /** Ends the check early; it then answers null. */
  readonly signal: AbortSignal;
  readonly stage: (stage: CheckStage) => void;
};

/**
 * Tries the way that a call would take, without anybody at its other end: this browser is both ends, and the relay is
 * between them. With no relay it can only look which addresses there are.
 */
export async function checkConnection(
  world: CheckWorld,
  ice: IceSettings,
  { signal, stage }: Options,
): Promise<Findings | null> {
  if (signal.aborted) return null;
  const bench = new CheckBench(world);
  const stop = () => bench.close();
  signal.addEventListener("abort", stop);
  try {
    stage("reaching");
    const relays = relaysOf(ice.servers);
    const found =
      relays.size > 0
        ? await throughRelay(bench, ice, relays, () => stage("measuring"))
        : await withoutRelay(bench, ice);
    return signal.aborted ? null : found;
  } finally {
    signal.removeEventListener("abort", stop);
    bench.close();
  }
}

type Relays = ReadonlyMap<Transport, RTCIceServer[]>;

async function throughRelay(
  bench: CheckBench,
  ice: IceSettings,
  relays: Relays,
  measuring: () => void,
): Promise<Findings> {
  const offered = TRANSPORTS.filter((transport) => relays.has(transport));
  const answers = await Promise.all(offered.map((transport) => gives(bench, relays.get(transport) ?? [])));
  const reached = offered.filter((_, place) => answers[place]);
  const servers = reached.flatMap((transport) => relays.get(transport) ?? []);
  const found = { offered, reached, local: false, outside: null };
  if (servers.length === 0 || bench.closed) return { ...found, echo: null };
  measuring();
  return { ...found, echo: await measured(bench, servers, ice) };
}

/**
 * First with both ends on the relay, as two people behind strict networks have it. A relay that cannot reach its own
 * address (behind a NAT of its own) still serves everybody whose other end is open: then the far end may be direct.
 */
async function measured(
  bench: CheckBench,
  iceServers: RTCIceServer[],
  ice: IceSettings,
): Promise<Echo | null> {
  const relayed: RTCConfiguration = { iceServers, iceTransportPolicy: "relay" };
  const echo = await echoThrough(bench, relayed, relayed);
  if (echo || ice.policy === "relay" || bench.closed) return echo;
  return echoThrough(bench, relayed, { iceServers: [...ice.servers] });
}

/** Whether a relay among these gives an address: a real allocation. */
async function gives(bench: CheckBench, iceServers: RTCIceServer[]): Promise<boolean> {
  const kinds = await gathered(
    bench,
    { iceServers, iceTransportPolicy: "relay" },
    (kind) => kind === "relay",
  );
  return kinds.has("relay");
}

async function withoutRelay(bench: CheckBench, { servers, policy }: IceSettings): Promise<Findings> {
  const asked = servers.some((server) => urlsOf(server).length > 0);
  const kinds = await gathered(
    bench,
    { iceServers: [...servers], iceTransportPolicy: policy },
    (kind) => kind === "srflx",
  );
  const outside = asked ? kinds.has("srflx") : null;
  return { offered: [], reached: [], echo: null, local: kinds.size > 0, outside };
}

/** The kinds of addresses that come, until `enough` of them, the last one, or no patience left. */
async function gathered(
  bench: CheckBench,
  configuration: RTCConfiguration,
  enough: (kind: string) => boolean,
): Promise<ReadonlySet<string>> {
  const kinds = new Set<string>();
  let connection: RTCPeerConnection;
  try {
    connection = bench.connect(configuration);
  } catch {
    // An address that this browser cannot read is one that it cannot reach.
    return kinds;
  }
  await bench.within<boolean>(REACH_MS, (settle) => {
    connection.onicecandidate = ({ candidate }) => {
      if (!candidate) return settle(true);
      const kind = kindOf(candidate);
      if (kind) kinds.add(kind);
      if (kind && enough(kind)) settle(true);
    };
    connection.createDataChannel("check");
    connection.setLocalDescription().catch(() => settle(false));
  });
  connection.close();
  return kinds;
}

/** Older browsers have it only in the line itself. */
function kindOf({ type, candidate }: RTCIceCandidate): string | undefined {
  return type ?? / typ (\w+)/.exec(candidate)?.[1];
}

/** The servers of each transport, each with the addresses of that transport alone. */
function relaysOf(servers: readonly RTCIceServer[]): Relays {
  const found = new Map<Transport, RTCIceServer[]>();
  for (const server of servers) {
    for (const transport of TRANSPORTS) {
      const urls = urlsOf(server).filter((url) => transportOf(url) === transport);
      if (urls.length > 0) found.set(transport, [...(found.get(transport) ?? []), { ...server, urls }]);
    }
  }
  return found;
}

function urlsOf({ urls }: RTCIceServer): string[] {
  return typeof urls === "string" ? [urls] : urls;
}

function transportOf(url: string): Transport | null {
  if (/^turns:/i.test(url)) return "tls";
  if (!/^turn:/i.test(url)) return null;
  return /[?&]transport=tcp\b/i.test(url) ? "tcp" : "udp";
}
