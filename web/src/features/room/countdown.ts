/** How long until the room opens, in parts that words are made of. */
export type Remaining = { days: number; hours: number; minutes: number; seconds: number };

/** Milliseconds in; the part of a second that has begun counts as a whole one, so 0 means "now". */
export function remaining(ms: number): Remaining {
  const total = Math.max(0, Math.ceil(ms / 1000));
  return {
    days: Math.floor(total / 86_400),
    hours: Math.floor((total % 86_400) / 3600),
    minutes: Math.floor((total % 3600) / 60),
    seconds: total % 60,
  };
}

/** For screen readers, who should hear it once a minute at most: seconds rounded up to the minute. */
export function byTheMinute(ms: number): Remaining {
  return remaining(Math.ceil(Math.max(0, ms) / 60_000) * 60_000);
}

/** `12:04` or `1:02:03`, as a clock on the wall of the room. */
export function clockFace(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  const hours = Math.floor(total / 3600);
  const rest = `${two(Math.floor((total % 3600) / 60))}:${two(total % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
