import { describe, expect, it } from "vitest";
import { among, isChosen, NOBODY, toggle } from "./chosen";

const seen = [{ id: "a" }, { id: "b" }];

describe("choosing applications", () => {
  it("takes one in and out again", () => {
    const one = toggle(NOBODY, "a", seen);
    expect([isChosen(one, "a"), isChosen(one, "b")]).toEqual([true, false]);
    expect(toggle(one, "a", seen)).toEqual(NOBODY);
  });

  it("forgets rows that are no longer seen", () => {
    const both = toggle(toggle(NOBODY, "a", seen), "gone", seen);
    expect(among(both, seen)).toEqual({ tag: "some", ids: new Set(["a"]) });
    expect(among({ tag: "all" }, seen)).toEqual({ tag: "all" });
  });

  it("taking one out of all leaves those that are seen", () => {
    expect(isChosen({ tag: "all" }, "not seen")).toBe(true);
    expect(toggle({ tag: "all" }, "a", seen)).toEqual({ tag: "some", ids: new Set(["b"]) });
  });
});
