import { expect } from "vitest";
import { ADA, type FakePage, type FakeRoom, others, SAM } from "./fakeRoom";

const BOTH_WAYS = ["audio video - -", "audio video - -"];

/** Ada's page and Sam's, both in the call. */
export async function talking(room: FakeRoom): Promise<[FakePage, FakePage]> {
  const pages: [FakePage, FakePage] = [await room.enter(ADA), await room.enter(SAM)];
  await room.press(...pages);
  return pages;
}

/** Tracks that leave now, per open connection. */
function carried(room: FakeRoom): string[] {
  return room.network.open.map(({ transceivers }) =>
    transceivers.map(({ sender }) => sender.track?.kind ?? "-").join(" "),
  );
}

/** Over one connection, both ways, and each page says so. */
export function expectTalking(room: FakeRoom, ada: FakePage, sam: FakePage): void {
  expect([others(ada), others(sam)]).toEqual([["sam joined connected"], ["ada joined connected"]]);
  expect(carried(room)).toEqual(BOTH_WAYS);
}
