import { expect, it } from "vitest";
import { reportText } from "./connectionReport";

it("is plain text: parts, what is said of each, and what happened when", () => {
  const lines = [{ name: "Route", words: "Direct, UDP" }];
  expect(
    reportText([
      { title: "Vivavoce", lines: [{ name: "Server", words: "Connected" }], steps: [] },
      { title: "student", lines, steps: [{ name: "14:00:07", words: "Nothing arrived any more" }] },
    ]),
  ).toBe(
    "Vivavoce\n  Server: Connected\n\nstudent\n  Route: Direct, UDP\n  14:00:07 Nothing arrived any more",
  );
});
