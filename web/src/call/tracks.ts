/** Frees the devices behind these tracks. */
export function stopAll(tracks: readonly (MediaStreamTrack | null)[]): void {
  for (const track of tracks) {
    track?.stop();
  }
}
