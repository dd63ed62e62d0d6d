import { describe, expect, it } from "vitest";
import { problemsOf, screenFailed } from "./mediaProblems";

describe("problemsOf", () => {
  it("says one thing where one cause explains both", () => {
    const problems = { camera: "denied", microphone: "denied", screen: null } as const;
    expect(problemsOf({ problems })).toEqual([{ problem: "denied", affected: "both" }]);
  });
  it("keeps different causes apart and says nothing without one", () => {
    const problems = { camera: "busy", microphone: "no-device", screen: null } as const;
    expect(problemsOf({ problems })).toEqual([
      { problem: "busy", affected: "camera" },
      { problem: "no-device", affected: "microphone" },
    ]);
    expect(problemsOf({ problems: { camera: null, microphone: null, screen: "denied" } })).toEqual([]);
  });
});

describe("screenFailed", () => {
  it("is silent for those who closed the picker", () => {
    const problems = { camera: null, microphone: null } as const;
    expect(screenFailed({ problems: { ...problems, screen: null } })).toBe(false);
    expect(screenFailed({ problems: { ...problems, screen: "denied" } })).toBe(false);
    expect(screenFailed({ problems: { ...problems, screen: "unknown" } })).toBe(true);
  });
});
