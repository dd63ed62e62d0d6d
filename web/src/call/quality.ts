import type { Flow } from "./stats";

/** How a call goes, as people would say. */
export type Quality = "good" | "fair" | "poor";

/** Judged over so many of the latest seconds. */
const WINDOW = 5;

/** Shares are 0 to 1, times seconds; from Daily's bands for interviews and Opus' own limits. */
const LIMITS = {
  fair: { loss: 0.03, concealed: 0.03, roundTrip: 0.3, jitter: 0.03, freezes: 1 },
  poor: { loss: 0.1, concealed: 0.1, roundTrip: 0.6, jitter: 0.1, freezes: 3 },
} as const;

export function latest(flows: readonly Flow[], flow: Flow): readonly Flow[] {
  return [...flows, flow].slice(-WINDOW);
}

/** Null before anything is known. */
export function qualityOf(flows: readonly Flow[]): Quality | null {
  if (flows.length === 0) {
    return null;
  }
  const seen = {
    loss: mean(flows, ({ loss }) => loss),
    concealed: mean(flows, ({ concealed }) => concealed),
    roundTrip: mean(flows, ({ roundTrip }) => roundTrip ?? 0),
    jitter: mean(flows, ({ jitter }) => jitter),
    freezes: flows.reduce((total, { freezes }) => total + freezes, 0),
  };
  const reaches = (limits: Readonly<Record<keyof typeof seen, number>>) =>
    Object.entries(seen).some(([name, value]) => value >= limits[name as keyof typeof seen]);
  return reaches(LIMITS.poor) ? "poor" : reaches(LIMITS.fair) ? "fair" : "good";
}

function mean(flows: readonly Flow[], value: (flow: Flow) => number): number {
  return flows.reduce((total, flow) => total + value(flow), 0) / flows.length;
}
