/** What a check of the connection found, and what it means. Pure. */

export type Transport = "udp" | "tcp" | "tls";

/** The best first, as a call takes them. */
export const TRANSPORTS: readonly Transport[] = ["udp", "tcp", "tls"];

/** Numbered packets that went through the relay and came back. */
export type Echo = {
  readonly sent: number;
  /** At the far end. */
  readonly arrived: number;
  readonly returned: number;
  /** The middle one of all that returned. */
  readonly roundTripMs: number | null;
  /** How the relay was reached; null where the browser does not say. */
  readonly over: Transport | null;
};

export type Findings = {
  /** The ways to a relay that this office has. */
  readonly offered: readonly Transport[];
  /** Those of them on which the relay gave an address. */
  readonly reached: readonly Transport[];
  readonly echo: Echo | null;
  /** Without a relay: whether the browser gave any address at all … */
  readonly local: boolean;
  /** … and whether a server outside answered; null where there is none to ask. */
  readonly outside: boolean | null;
};

export type Quality = "good" | "choppy" | "blocked";
export type Route = "direct" | "relay_udp" | "relay_tcp" | "relay_tls" | "none";

export type Connection = {
  readonly route: Route;
  readonly quality: Quality;
  readonly roundTripMs: number | null;
  /** Of all packets, 0 to 1. */
  readonly loss: number | null;
};

/** What people still call good in a conversation: the bands that Daily's network check uses, too. */
const GOOD_LOSS = 0.05;
const GOOD_ROUND_TRIP_MS = 300;

const BLOCKED: Connection = { route: "none", quality: "blocked", roundTripMs: null, loss: null };
const ROUTES = { udp: "relay_udp", tcp: "relay_tcp", tls: "relay_tls" } as const;

export function judge(found: Findings): Connection {
  return found.offered.length > 0 ? overRelay(found) : withoutRelay(found);
}

function overRelay({ reached, echo }: Findings): Connection {
  const best = echo?.over ?? TRANSPORTS.find((transport) => reached.includes(transport));
  if (!best || !echo || echo.returned === 0 || echo.roundTripMs === null) return BLOCKED;
  // Each packet went the way of a call twice: out, and back.
  const loss = 1 - (echo.arrived + echo.returned) / (echo.sent + echo.arrived);
  const good = loss < GOOD_LOSS && echo.roundTripMs < GOOD_ROUND_TRIP_MS;
  return {
    route: ROUTES[best],
    quality: good ? "good" : "choppy",
    roundTripMs: Math.round(echo.roundTripMs),
    loss: Math.round(loss * 1000) / 1000,
  };
}

/** Nothing can be measured: both ends would be this browser. Only a wall can be seen. */
function withoutRelay({ local, outside }: Findings): Connection {
  const open = outside ?? local;
  return open ? { route: "direct", quality: "good", roundTripMs: null, loss: null } : BLOCKED;
}
