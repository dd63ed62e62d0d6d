import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ApplicationFilters, readFilters, STATUSES, toQuery, writeFilters } from "./applicationFilters";

const filters: fc.Arbitrary<ApplicationFilters> = fc.record({
  q: fc.string(),
  status: fc.constantFrom("" as const, ...STATUSES),
  checked: fc.constantFrom("" as const, "yes" as const, "no" as const),
  sort: fc.constantFrom("name" as const, "score" as const),
});

describe("the filters of a cycle's applications", () => {
  it("survive the address", () => {
    fc.assert(
      fc.property(filters, (some) => {
        expect(readFilters(writeFilters(some))).toEqual(some);
      }),
    );
  });

  it("leave no trace when nothing is filtered, and take no nonsense", () => {
    expect(writeFilters(readFilters(""))).toBe("");
    expect(readFilters("?status=best&checked=maybe&sort=luck")).toEqual(readFilters(""));
  });

  it("ask the API", () => {
    expect(toQuery(readFilters("?q=%20Kim%20&status=scored&checked=no&sort=score"))).toEqual({
      q: "Kim",
      status: "scored",
      checked: false,
      sort: "score",
    });
    expect(toQuery(readFilters(""))).toEqual({});
  });
});
