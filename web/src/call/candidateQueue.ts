const MOST_HELD = 100;

/**
 * Holds ICE candidates until the description they belong to has been applied.
 *
 * A candidate names its description by the ICE user fragment. Those of the description in force pass,
 * those of an earlier one are dropped (an ICE restart made them void), all others wait.
 */
export class CandidateQueue {
  readonly #apply: (candidate: RTCIceCandidateInit) => void;
  #held: RTCIceCandidateInit[] = [];
  #current: ReadonlySet<string> | null = null;
  readonly #past = new Set<string>();

  constructor(apply: (candidate: RTCIceCandidateInit) => void) {
    this.#apply = apply;
  }

  add(candidate: RTCIceCandidateInit): void {
    if (this.#isDue(candidate)) {
      this.#apply(candidate);
    } else if (!this.#isPast(candidate) && this.#held.length < MOST_HELD) {
      this.#held.push(candidate);
    }
  }

  /** The remote description is now this one. */
  describedBy(sdp: string): void {
    for (const fragment of this.#current ?? []) {
      this.#past.add(fragment);
    }
    this.#current = fragmentsOf(sdp);
    for (const fragment of this.#current) {
      this.#past.delete(fragment);
    }
    const held = this.#held;
    this.#held = [];
    for (const candidate of held) {
      this.add(candidate);
    }
  }

  #isDue(candidate: RTCIceCandidateInit): boolean {
    const fragment = candidate.usernameFragment;
    return this.#current !== null && (!fragment || this.#current.has(fragment));
  }

  #isPast(candidate: RTCIceCandidateInit): boolean {
    return this.#past.has(candidate.usernameFragment ?? "");
  }
}

function fragmentsOf(sdp: string): ReadonlySet<string> {
  return new Set([...sdp.matchAll(/^a=ice-ufrag:(\S+)/gm)].map((match) => match[1] ?? ""));
}
