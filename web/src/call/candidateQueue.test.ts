import { expect, test } from "vitest";
import { CandidateQueue } from "./candidateQueue";

const sdp = (fragment: string) => `v=0\r\na=ice-ufrag:${fragment}\r\na=ice-pwd:x\r\n`;
const candidate = (name: string, usernameFragment: string | null): RTCIceCandidateInit => ({
  candidate: name,
  usernameFragment,
});

function queue() {
  const applied: (string | undefined)[] = [];
  return { applied, queue: new CandidateQueue((each) => applied.push(each.candidate)) };
}

test("candidates wait for their description and then pass in order", () => {
  const { applied, queue: held } = queue();
  held.add(candidate("1", "one"));
  held.add(candidate("2", null));
  expect(applied).toEqual([]);
  held.describedBy(sdp("one"));
  held.add(candidate("3", "one"));
  expect(applied).toEqual(["1", "2", "3"]);
});

test("candidates of a restart wait for it, and those before it are dropped after it", () => {
  const { applied, queue: held } = queue();
  held.describedBy(sdp("one"));
  held.add(candidate("new", "two"));
  held.add(candidate("old", "one"));
  expect(applied).toEqual(["old"]);
  held.describedBy(sdp("two"));
  held.add(candidate("late", "one"));
  expect(applied).toEqual(["old", "new"]);
});

test("an answer to the same fragment keeps it in force", () => {
  const { applied, queue: held } = queue();
  held.describedBy(sdp("one"));
  held.describedBy(sdp("one"));
  held.add(candidate("1", "one"));
  expect(applied).toEqual(["1"]);
});

test("nobody can make the page hold without end", () => {
  const { applied, queue: held } = queue();
  for (let n = 0; n < 10_000; n += 1) {
    held.add(candidate(`${n}`, "never"));
  }
  held.describedBy(sdp("never"));
  expect(applied.length).toBe(100);
});
