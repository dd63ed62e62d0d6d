import { describe, expect, it } from "vitest";
import type { ApplicationStatus, CyclePhase } from "../../api/types";
import { PHASES } from "../cycles/phases";
import { type Outlook, outlook, outlookOf, type Standing, standing, withNoneAhead } from "./outlook";

/** Per status: in submission, in the phases between, and once results are published. */
const EXPECTED: Record<ApplicationStatus, [Outlook, Outlook, Outlook]> = {
  submitted: ["changeable", "waiting", "over"],
  set_aside: ["changeable", "waiting", "over"],
  scored: ["reviewed", "reviewed", "over"],
  selected: ["invited", "invited", "chosen"],
  not_selected: ["not_chosen", "not_chosen", "not_chosen"],
  withdrawn: ["withdrawn", "withdrawn", "withdrawn"],
};
const HAPPENED: [Standing, Outlook][] = [
  ["scheduled", "scheduled"],
  ["completed", "held"],
  ["no_show", "missed"],
];

describe("outlook", () => {
  for (const status of Object.keys(EXPECTED) as ApplicationStatus[]) {
    it.each(PHASES)(`says what ${status} means in %s`, (phase) => {
      const [first, between, over] = EXPECTED[status];
      const isOver = phase === "published" || phase === "completed";
      const expected = phase === "submission" ? first : isOver ? over : between;
      expect(outlook(status, phase, "none")).toBe(expected);
    });
  }

  it.each(HAPPENED)("promises nobody a time whose interview is %s", (interview, expected) => {
    expect(outlook("selected", "selection", interview)).toBe(expected);
    expect(outlook("selected", "published", interview)).toBe("chosen");
    expect(outlook("not_selected", "selection", interview)).toBe("not_chosen");
  });

  it("says nothing of interviews that are not known yet", () => {
    expect(outlookOf(application("a"), undefined)).toBe("chosen");
    expect(outlookOf(application("a"), [])).toBe("invited");
  });
});

describe("standing", () => {
  it("goes by what is scheduled, then by what happened, and not by what was cancelled", () => {
    const [off, done] = [interview("a", "cancelled"), interview("a", "completed")];
    expect(standing("a", [off, interview("b", "completed")])).toBe("none");
    expect(standing("a", [off, interview("a", "no_show")])).toBe("no_show");
    expect(standing("a", [interview("a", "no_show"), done, off])).toBe("completed");
    expect(standing("a", [done, interview("a", "scheduled")])).toBe("scheduled");
  });
});

describe("withNoneAhead", () => {
  it("tells whoever was interviewed so, and whoever waits for a time that it comes", () => {
    const done = [interview("a", "completed")];
    expect(withNoneAhead([application("a")], done)).toBe("held");
    expect(withNoneAhead([application("a")], [interview("a", "no_show")])).toBe("missed");
    expect(withNoneAhead([application("a")], [interview("a", "scheduled")])).toBe("scheduled");
    expect(withNoneAhead([application("a"), application("b")], done)).toBe("invited");
  });

  it("promises nothing once the cycle is over", () => {
    expect(withNoneAhead([application("a", "published")], [])).toBe("chosen");
    expect(withNoneAhead([application("a", "completed")], [interview("a", "completed")])).toBe("chosen");
  });
});

function application(id: string, cycle_phase: CyclePhase = "selection") {
  return { id, status: "selected" as const, cycle_phase };
}

function interview(application_id: string, status: "scheduled" | "completed" | "cancelled" | "no_show") {
  return { application_id, status };
}
