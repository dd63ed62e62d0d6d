const RATE = 24_000;
const NOTE_SECONDS = 0.4;
/** Rising, so that nobody takes it for a fault. */
const NOTES = [523.25, 659.25, 783.99];
const LOUDNESS = 0.4;
/** Without it each note would begin and end with a click. */
const FADE_SECONDS = 0.03;
const HEADER = 44;

/** Three notes to try a speaker with, as a WAV file of 16 bits. */
export function toneFile(): ArrayBuffer {
  const perNote = Math.round(NOTE_SECONDS * RATE);
  const bytes = 2 * perNote * NOTES.length;
  const view = new DataView(new ArrayBuffer(HEADER + bytes));
  header(view, bytes);
  NOTES.forEach((pitch, place) => {
    for (let n = 0; n < perNote; n += 1) {
      const at = n / RATE;
      const fade = Math.min(1, at / FADE_SECONDS, (NOTE_SECONDS - at) / FADE_SECONDS);
      const sample = LOUDNESS * fade * Math.sin(2 * Math.PI * pitch * at);
      view.setInt16(HEADER + 2 * (place * perNote + n), Math.round(sample * 32_767), true);
    }
  });
  return view.buffer;
}

function header(view: DataView<ArrayBuffer>, bytes: number): void {
  const text = (at: number, letters: string) => {
    for (const [place, letter] of [...letters].entries()) view.setUint8(at + place, letter.charCodeAt(0));
  };
  text(0, "RIFF");
  view.setUint32(4, HEADER - 8 + bytes, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true); // PCM
  view.setUint16(22, 1, true); // one channel
  view.setUint32(24, RATE, true);
  view.setUint32(28, 2 * RATE, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, bytes, true);
}
