import { type Limits, NO_LIMITS, sameLimits } from "./ladder";
import { carry, hold, limit, NO_TRACKS, type Sections, type Tracks } from "./sections";

/** What goes out on one connection: nothing until it is told to, and never what is not carried. */
export class Outgoing {
  #sections: Sections | null = null;
  #tracks: Tracks = NO_TRACKS;
  #limits: Limits = NO_LIMITS;
  #held: MediaStreamTrack | null = null;
  /** The camera's sender was told to send nothing. */
  #quiet = false;

  /** Now, while nobody waits: a sender that is asked as it takes its track up holds the page for its answer. */
  begin(sections: Sections): void {
    this.#sections = sections;
    this.#limit();
    this.#carry();
    this.#hold();
  }

  /** From now on these go out, as soon as there is a way. Needs no negotiation. */
  carry(tracks: Tracks): void {
    this.#tracks = tracks;
    this.#held = null;
    if (this.#quiet && tracks !== NO_TRACKS) {
      this.#quiet = false;
      this.#limit();
    }
    this.#carry();
  }

  /** Before `carry`: this camera gets ready, and nothing of it goes out. */
  hold(camera: MediaStreamTrack | null): void {
    this.#held = camera;
    this.#hold();
  }

  /** Takes effect for the next frame; before the first `carry` also for the very first one. */
  limit(limits: Limits): void {
    const isNews = !sameLimits(limits, this.#limits);
    this.#limits = limits;
    if (isNews && !this.#quiet) {
      this.#limit();
      this.#carry();
    }
  }

  /** Takes the tracks off and puts them back: a sender that hangs starts again. */
  async carryAgain(): Promise<void> {
    if (this.#sections) {
      await carry(this.#sections, NO_TRACKS);
      this.#carry();
    }
  }

  close(): void {
    this.#sections = null;
  }

  /** On sound alone the camera's sender is empty: one that only pauses still pads. */
  #carry(): void {
    if (this.#sections) {
      void carry(this.#sections, this.#limits.camera ? this.#tracks : { ...this.#tracks, camera: null });
    }
  }

  #limit(): void {
    if (this.#sections) {
      limit(this.#sections, this.#limits);
    }
  }

  #hold(): void {
    const wanted = () => (this.#sections && this.#tracks === NO_TRACKS ? this.#held : undefined);
    if (this.#sections && (wanted() || this.#quiet)) {
      this.#quiet = true;
      void hold(this.#sections, wanted);
    }
  }
}
