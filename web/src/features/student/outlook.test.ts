import { describe, expect, it } from "vitest";
import type { CyclePhase, StudentApplication } from "../../api/types";
import { PHASES } from "../cycles/phases";
import { type Outlook, outlook, withNoneAhead } from "./outlook";

type Status = StudentApplication["status"];

/** Per status: in submission, in the phases between, and once results are published. */
const EXPECTED: Record<Status, [Outlook, Outlook, Outlook]> = {
  submitted: ["changeable", "waiting", "over"],
  scored: ["reviewed", "reviewed", "over"],
  selected: ["invited", "invited", "chosen"],
  not_selected: ["not_chosen", "not_chosen", "not_chosen"],
  withdrawn: ["withdrawn", "withdrawn", "withdrawn"],
};
describe("outlook", () => {
  for (const status of Object.keys(EXPECTED) as Status[]) {
    it.each(PHASES)(`says what ${status} means in %s`, (phase) => {
      const [first, between, over] = EXPECTED[status];
      const isOver = phase === "published" || phase === "completed";
      const expected = phase === "submission" ? first : isOver ? over : between;
      expect(outlook({ id: "a", status, cycle_phase: phase }, [])).toBe(expected);
    });
  }

  it("promises a time only to whoever has had none", () => {
    const [off, done, set] = [
      interview("a", "cancelled"),
      interview("a", "completed"),
      interview("a", "scheduled"),
    ];
    expect(outlook(application("a"), [off, interview("b", "completed")])).toBe("invited");
    expect(outlook(application("a"), [off, done])).toBe("past");
    expect(outlook(application("a"), [interview("a", "no_show")])).toBe("past");
    expect(outlook(application("a"), [done, set])).toBe("chosen");
  });

  it("says nothing of interviews that are not known yet", () => {
    expect(outlook(application("a"), undefined)).toBe("chosen");
  });
});

describe("withNoneAhead", () => {
  it("tells whoever was interviewed so, and whoever waits for a time that it comes", () => {
    const done = [interview("a", "completed")];
    expect(withNoneAhead([application("a")], done)).toBe("past");
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
