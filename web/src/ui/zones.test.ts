import { describe, expect, it } from "vitest";
import { zoneGroups, zoneLabel } from "./zones";

describe("the choice of time zones", () => {
  it("is grouped by region, UTC first, and holds a name that this browser does not list", () => {
    const groups = zoneGroups(["Asia/Calcutta", "Asia/Kolkata"]);
    expect(groups[0]).toEqual({ region: "", zones: ["UTC"] });
    const asia = groups.find((group) => group.region === "Asia")?.zones ?? [];
    expect(asia.filter((zone) => zone === "Asia/Kolkata" || zone === "Asia/Calcutta")).toHaveLength(2);
  });

  it("reads well", () => {
    expect(zoneLabel("America/Argentina/Buenos_Aires")).toBe("Argentina, Buenos Aires");
    expect(zoneLabel("UTC")).toBe("UTC");
  });

  it("has the names that cities have now", () => {
    const zones = zoneGroups([]).flatMap((group) => group.zones);
    expect(zones).toContain("Asia/Kolkata");
    expect(zones).not.toContain("Asia/Calcutta");
    expect(new Set(zones).size).toBe(zones.length);
  });
});
