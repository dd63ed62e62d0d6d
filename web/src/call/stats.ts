/** What the browser counted on one connection so far. Sums over all streams of a kind; null: it does not say. */
export type Reading = {
  readonly at: number;
  readonly audioPackets: number;
  readonly audioLost: number;
  /** Samples of sound that were made up because nothing arrived in time, of all samples played. */
  readonly concealedSamples: number;
  readonly samples: number;
  readonly videoPackets: number;
  readonly videoLost: number;
  readonly framesDecoded: number;
  readonly freezes: number;
  /** Seconds. */
  readonly jitter: number;
  /** Seconds. */
  readonly roundTrip: number | null;
  /** Of what we send, as the other end reports it: 0 to 1. */
  readonly lossReported: number;
  /** Bits per second that the network is thought to take. */
  readonly available: number | null;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly route: Route | null;
};

export type Way = "host" | "srflx" | "prflx" | "relay";

export type Route = {
  /** Through a relay on either side, or from page to page. */
  readonly kind: "direct" | "relay";
  /** The kind of candidate that shapes it, on either side. */
  readonly way: Way;
  /** How packets leave this machine. */
  readonly protocol: "udp" | "tcp" | "tls";
};

type Report = Readonly<Record<string, unknown>> & { readonly id: string; readonly type: string };

export function readStats(reports: Iterable<unknown>, at: number): Reading {
  const all = [...reports] as Report[];
  const audio = all.filter(isOf("inbound-rtp", "audio"));
  const video = all.filter(isOf("inbound-rtp", "video"));
  const byId = new Map(all.map((report) => [report.id, report]));
  const pair = selectedPair(all, byId);
  const sent = all.filter(({ type }) => type === "remote-inbound-rtp");
  return {
    at,
    audioPackets: sum(audio, "packetsReceived"),
    audioLost: sum(audio, "packetsLost"),
    concealedSamples: sum(audio, "concealedSamples") - sum(audio, "silentConcealedSamples"),
    samples: sum(audio, "totalSamplesReceived"),
    videoPackets: sum(video, "packetsReceived"),
    videoLost: sum(video, "packetsLost"),
    framesDecoded: sum(video, "framesDecoded"),
    freezes: sum(video, "freezeCount"),
    jitter: Math.max(0, ...audio.map((report) => numberOf(report, "jitter") ?? 0)),
    roundTrip: pair ? numberOf(pair, "currentRoundTripTime") : null,
    lossReported: Math.max(0, ...sent.map((report) => numberOf(report, "fractionLost") ?? 0)),
    available: pair ? numberOf(pair, "availableOutgoingBitrate") : null,
    bytesSent: pair ? (numberOf(pair, "bytesSent") ?? 0) : 0,
    bytesReceived: pair ? (numberOf(pair, "bytesReceived") ?? 0) : 0,
    route: pair
      ? routeOf(byId.get(String(pair["localCandidateId"])), byId.get(String(pair["remoteCandidateId"])))
      : null,
  };
}

/** What happened from one reading to a later one of the same connection; shares are 0 to 1. */
export type Flow = {
  readonly seconds: number;
  readonly audioPackets: number;
  readonly frames: number;
  readonly freezes: number;
  readonly concealed: number;
  /** The worse of what does not reach us and what does not reach them. */
  readonly loss: number;
  /** Of what they send. */
  readonly lost: number;
  readonly roundTrip: number | null;
  readonly jitter: number;
  readonly available: number | null;
  readonly lossReported: number;
  /** Bits per second through the connection, whatever they carry. */
  readonly sending: number;
  readonly receiving: number;
};

export function flowBetween(before: Reading, after: Reading): Flow {
  const got = more(before, after, "audioPackets") + more(before, after, "videoPackets");
  const missing = more(before, after, "audioLost") + more(before, after, "videoLost");
  const lost = share(missing, missing + got);
  const seconds = (after.at - before.at) / 1000;
  return {
    seconds,
    audioPackets: more(before, after, "audioPackets"),
    frames: more(before, after, "framesDecoded"),
    freezes: more(before, after, "freezes"),
    // Before the first sound has come, browsers make up silence.
    concealed:
      before.audioPackets > 0
        ? share(more(before, after, "concealedSamples"), more(before, after, "samples"))
        : 0,
    loss: Math.max(lost, after.lossReported),
    lost,
    roundTrip: after.roundTrip,
    jitter: after.jitter,
    available: after.available,
    lossReported: after.lossReported,
    sending: (more(before, after, "bytesSent") * 8) / seconds,
    receiving: (more(before, after, "bytesReceived") * 8) / seconds,
  };
}

/** Chromium names it in the transport, Firefox marks the pair itself. */
function selectedPair(all: readonly Report[], byId: ReadonlyMap<string, Report>): Report | null {
  const transport = all.find(({ type }) => type === "transport");
  const named = byId.get(String(transport?.["selectedCandidatePairId"]));
  const marked = all.find((report) => report.type === "candidate-pair" && report["selected"] === true);
  return named ?? marked ?? null;
}

/** What is farther from the machine comes first. */
const WAYS: readonly Way[] = ["relay", "srflx", "prflx", "host"];

function routeOf(local: Report | undefined, remote: Report | undefined): Route | null {
  if (!local || !remote) {
    return null;
  }
  const way = WAYS.find((one) => [local["candidateType"], remote["candidateType"]].includes(one)) ?? "host";
  const toRelay = local["candidateType"] === "relay" ? local["relayProtocol"] : undefined;
  const protocol = toRelay ?? local["protocol"];
  return {
    kind: way === "relay" ? "relay" : "direct",
    way,
    protocol: protocol === "tls" || protocol === "tcp" ? protocol : "udp",
  };
}

function isOf(type: string, kind: string): (report: Report) => boolean {
  return (report) => report.type === type && report["kind"] === kind;
}

function sum(reports: readonly Report[], field: string): number {
  return reports.reduce((total, report) => total + (numberOf(report, field) ?? 0), 0);
}

function numberOf(report: Report, field: string): number | null {
  const value = report[field];
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

type Counter =
  | "audioPackets"
  | "audioLost"
  | "videoPackets"
  | "videoLost"
  | "framesDecoded"
  | "freezes"
  | "concealedSamples"
  | "samples"
  | "bytesSent"
  | "bytesReceived";

/** Counts of lost packets may shrink, when late ones arrive after all. */
function more(before: Reading, after: Reading, field: Counter): number {
  return Math.max(0, after[field] - before[field]);
}

function share(part: number, whole: number): number {
  return whole > 0 ? Math.min(1, part / whole) : 0;
}
