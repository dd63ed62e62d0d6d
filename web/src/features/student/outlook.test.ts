import { describe, expect, it } from "vitest";
import type { ApplicationStatus } from "../../api/types";
import { PHASES } from "../cycles/phases";
import { type Outlook, outlook } from "./outlook";

/** Per status: in submission, in the phases between, and once results are published. */
const EXPECTED: Record<ApplicationStatus, [Outlook, Outlook, Outlook]> = {
  submitted: ["changeable", "waiting", "over"],
  set_aside: ["changeable", "waiting", "over"],
  scored: ["reviewed", "reviewed", "over"],
  selected: ["invited", "invited", "chosen"],
  not_selected: ["not_chosen", "not_chosen", "not_chosen"],
  withdrawn: ["withdrawn", "withdrawn", "withdrawn"],
};

describe("outlook", () => {
  for (const status of Object.keys(EXPECTED) as ApplicationStatus[]) {
    it.each(PHASES)(`says what ${status} means in %s`, (phase) => {
      const [first, between, over] = EXPECTED[status];
      const isOver = phase === "published" || phase === "completed";
      expect(outlook(status, phase)).toBe(phase === "submission" ? first : isOver ? over : between);
    });
  }
});
