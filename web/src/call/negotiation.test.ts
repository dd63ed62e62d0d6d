import { expect, test } from "vitest";
import { FakeNetwork } from "./testing/fakeNetwork";
import { settle } from "./testing/fakeTimers";
import { play } from "./testing/negotiation";
import sample from "./testing/negotiationSample.json";

/** tests/browser/test_negotiation.py plays the same scripts in Chromium. */
test.each(sample.map(({ script, lines }) => [script.join(", "), script, lines] as const))(
  "the fake negotiates as Chromium does: %s",
  async (_name, script, lines) => {
    const network = new FakeNetwork();
    expect(await play([network.create(), network.create()], script, settle)).toEqual(lines);
  },
);
