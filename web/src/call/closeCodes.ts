import type { RefusalCode } from "./types";

/** What a close code asks of the page (contract, section 5). */
export type CloseVerdict =
  /** Server leaving, network, too slow a reader: the same peer comes back. */
  | { readonly tag: "reconnect" }
  /** Too many messages or sockets: come back slowly. */
  | { readonly tag: "backOff" }
  | { readonly tag: "signedOut" }
  | { readonly tag: "refused"; readonly code: RefusalCode }
  /** This peer is held by another person: take a new one. */
  | { readonly tag: "newPeer" }
  | { readonly tag: "moved" };

const VERDICTS: ReadonlyMap<number, CloseVerdict> = new Map<number, CloseVerdict>([
  [4400, { tag: "refused", code: 4400 }],
  [1007, { tag: "refused", code: 4400 }],
  [1009, { tag: "refused", code: 4400 }],
  [4401, { tag: "signedOut" }],
  [4403, { tag: "refused", code: 4403 }],
  [4410, { tag: "refused", code: 4410 }],
  [4423, { tag: "refused", code: 4423 }],
  [4425, { tag: "refused", code: 4425 }],
  [4406, { tag: "newPeer" }],
  [4409, { tag: "moved" }],
  [4429, { tag: "backOff" }],
]);

/** Every other code, known or not, is a reason to come back: the call never depends on the socket. */
export function closeVerdict(code: number): CloseVerdict {
  return VERDICTS.get(code) ?? { tag: "reconnect" };
}

const RETRY_AFTER = /^retry after ([1-9][0-9]?)$/;

/** Milliseconds, from a server to which too many came at once; null where it gave no hint. */
export function retryAfterMs(code: number, reason: string): number | null {
  const seconds = code === 1013 ? RETRY_AFTER.exec(reason)?.[1] : undefined;
  return seconds === undefined ? null : Number(seconds) * 1_000;
}
