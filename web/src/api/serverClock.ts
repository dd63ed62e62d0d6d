/** The server's clock as this page knows it: answers carry `server_time`, and nothing else is trusted. */

let offsetMs = 0;
const listeners = new Set<() => void>();

/** The server read its clock somewhere between `sentAt` and `receivedAt` (this machine's milliseconds). */
export function observeServerTime(serverTime: string, sentAt: number, receivedAt: number): void {
  const read = Date.parse(serverTime);
  if (Number.isNaN(read)) return;
  const offset = read - (sentAt + receivedAt) / 2;
  // Within the uncertainty of this answer nothing new is known, and pages need not be drawn again.
  if (Math.abs(offset - offsetMs) <= (receivedAt - sentAt) / 2 + 500) return;
  offsetMs = offset;
  for (const listener of listeners) listener();
}

export function serverNow(): number {
  return Date.now() + offsetMs;
}

export function onServerClockChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
