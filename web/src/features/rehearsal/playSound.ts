/** Plays a sound through the chosen speaker; resolves when it has ended, also when the browser refuses to play it. */
export async function playSound(sound: Blob, speaker: string | null, signal: AbortSignal): Promise<void> {
  const address = URL.createObjectURL(sound);
  const audio = new Audio(address);
  try {
    // A speaker that is gone by now leaves the system's own.
    if (speaker && "setSinkId" in audio) await audio.setSinkId(speaker).catch(() => undefined);
    if (signal.aborted) return;
    await audio.play();
    await new Promise<void>((resolve) => {
      audio.onended = audio.onerror = () => resolve();
      signal.addEventListener("abort", () => resolve(), { once: true });
    });
  } catch {
    // Whoever hears nothing says so.
  } finally {
    audio.pause();
    URL.revokeObjectURL(address);
  }
}
