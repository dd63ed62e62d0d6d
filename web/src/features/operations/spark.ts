import { GAP_MS, type Sample, WINDOW_MS } from "./history";

export const WIDTH = 300;
export const HEIGHT = 56;
/** So that a line at the top or bottom is not cut in half. */
const EDGE = 2;

export type Spark = {
  /** The line, with a gap where nothing was known. */
  readonly line: string;
  /** What lies below it. */
  readonly area: string;
  /** Null: nothing is known. */
  readonly peak: number | null;
};

/** The last 15 minutes up to `now`, from zero to the peak, or to `least` where that is more. */
export function spark(samples: readonly Sample[], now: number, least: number): Spark {
  const values = samples.flatMap(({ value }) => (value === null ? [] : [value]));
  const top = Math.max(least, ...values);
  const x = (at: number) => round(WIDTH - ((now - at) / WINDOW_MS) * WIDTH);
  const y = (value: number) => round(HEIGHT - EDGE - (value / top) * (HEIGHT - 2 * EDGE));
  const pieces = unbroken(samples).map((piece) => piece.map(({ at, value }) => [x(at), y(value)] as const));
  return {
    // A point alone is drawn as a dot: a line that ends where it begins.
    line: pieces.map((piece) => `M${path(piece)}${piece.length === 1 ? `L${path(piece)}` : ""}`).join(""),
    area: pieces
      .filter((piece) => piece.length > 1)
      .map((piece) => `M${piece[0]?.[0]},${HEIGHT}L${path(piece)}L${piece.at(-1)?.[0]},${HEIGHT}Z`)
      .join(""),
    peak: values.length > 0 ? Math.max(...values) : null,
  };
}

type Known = { readonly at: number; readonly value: number };

function unbroken(samples: readonly Sample[]): Known[][] {
  const pieces: Known[][] = [];
  let before: Sample | null = null;
  for (const { at, value } of samples) {
    if (value !== null) {
      const goesOn = before !== null && before.value !== null && at - before.at <= GAP_MS;
      const piece = goesOn ? pieces.at(-1) : undefined;
      if (piece) piece.push({ at, value });
      else pieces.push([{ at, value }]);
    }
    before = { at, value };
  }
  return pieces;
}

function path(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y]) => `${x},${y}`).join("L");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
