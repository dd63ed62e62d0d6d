import { describe, expect, it } from "vitest";
import { mediaProblem, whyNot } from "./mediaProblems";

describe("mediaProblem", () => {
  it("knows the system's refusal by Chromium's words", () => {
    expect(mediaProblem(new DOMException("Permission denied by system", "NotAllowedError"))).toBe("system");
    expect(mediaProblem(new DOMException("Permission denied", "NotAllowedError"))).toBe("denied");
    expect(mediaProblem(new DOMException("Could not start video source", "NotReadableError"))).toBe("busy");
    expect(mediaProblem("thrown by an extension")).toBe("unknown");
  });
});

describe("whyNot", () => {
  const refused = new DOMException(
    "The request is not allowed by the user agent or the platform in the current context, possibly because the user denied permission.",
    "NotAllowedError",
  );
  it.each([
    ["granted", "system"],
    ["denied", "denied"],
    ["prompt", "denied"],
    [null, "denied"],
  ] as const)(
    "a refusal in Safari's words where the browser itself says %s is %s",
    async (state, problem) => {
      expect(await whyNot(refused, "camera", { permission: async () => state })).toBe(problem);
    },
  );
  it("asks nothing where the error says enough", async () => {
    const busy = new DOMException("in use", "NotReadableError");
    const permission = () => Promise.reject(new Error("asked"));
    expect(await whyNot(busy, "camera", { permission })).toBe("busy");
  });
});
