import { describe, expect, it } from "vitest";
import { type Echo, type Findings, judge } from "./connectionVerdict";

const ECHO: Echo = { sent: 50, arrived: 50, returned: 50, roundTripMs: 61.4, over: "udp" };
const RELAY: Findings = {
  offered: ["udp", "tcp", "tls"],
  reached: ["udp", "tcp", "tls"],
  echo: ECHO,
  local: false,
  outside: null,
};
const BARE: Findings = { offered: [], reached: [], echo: null, local: true, outside: null };
const blocked = { route: "none", quality: "blocked", roundTripMs: null, loss: null };
const direct = { route: "direct", quality: "good", roundTripMs: null, loss: null };
const quality = (echo: Partial<Echo>) => judge({ ...RELAY, echo: { ...ECHO, ...echo } }).quality;

describe("what the check of the connection means", () => {
  it("says over which way and how well", () => {
    expect(judge(RELAY)).toEqual({ route: "relay_udp", quality: "good", roundTripMs: 61, loss: 0 });
    expect(judge({ ...RELAY, echo: { ...ECHO, over: "tls" } }).route).toBe("relay_tls");
  });

  it("takes the best way reached where the browser does not say which it used", () => {
    expect(judge({ ...RELAY, reached: ["tls", "tcp"], echo: { ...ECHO, over: null } }).route).toBe(
      "relay_tcp",
    );
  });

  it("counts the packets lost on both ways of the echo", () => {
    // 50 went out and 40 arrived; of the 40 sent back 38 returned: 12 of 90 were lost.
    expect(judge({ ...RELAY, echo: { ...ECHO, arrived: 40, returned: 38 } }).loss).toBe(0.133);
  });

  it("is good below 5 % and 300 ms, and not at them", () => {
    expect([quality({ roundTripMs: 299.9 }), quality({ roundTripMs: 300 })]).toEqual(["good", "choppy"]);
    expect([quality({ arrived: 48, returned: 47 }), quality({ arrived: 48, returned: 45 })]).toEqual([
      "good",
      "choppy",
    ]);
  });

  it("is blocked where no relay answered, or nothing came back", () => {
    expect(judge({ ...RELAY, reached: [], echo: null })).toEqual(blocked);
    expect(judge({ ...RELAY, echo: null })).toEqual(blocked);
    expect(judge({ ...RELAY, echo: { ...ECHO, arrived: 3, returned: 0, roundTripMs: null } })).toEqual(
      blocked,
    );
  });

  it("measures nothing without a relay", () => {
    expect(judge(BARE)).toEqual(direct);
    expect(judge({ ...BARE, local: false })).toEqual(blocked);
  });

  it("believes the server outside, where there is one to ask", () => {
    expect(judge({ ...BARE, outside: true })).toEqual(direct);
    expect(judge({ ...BARE, outside: false })).toEqual(blocked);
  });
});
