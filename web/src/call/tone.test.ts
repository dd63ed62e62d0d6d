import { expect, test } from "vitest";
import { toneFile } from "./tone";

test("the tone is a sound file that begins, ends and peaks gently", () => {
  const view = new DataView(toneFile());
  const text = (at: number, length: number) =>
    String.fromCharCode(...new Uint8Array(view.buffer, at, length));
  expect([text(0, 4), text(8, 8), text(36, 4)]).toEqual(["RIFF", "WAVEfmt ", "data"]);
  expect([view.getUint32(4, true) + 8, view.getUint32(40, true) + 44]).toEqual([
    view.byteLength,
    view.byteLength,
  ]);
  const samples = [...new Int16Array(view.buffer, 44)];
  expect(samples.length / 24_000).toBeCloseTo(1.2);
  expect([samples[0], Math.abs(samples.at(-1) ?? 99) < 200]).toEqual([0, true]);
  const peak = Math.max(...samples.map(Math.abs));
  expect(peak / 32_767).toBeCloseTo(0.4, 2);
});
