/** What two pages tell each other to come by the same words: first a promise, then what was promised. */
export type Proof =
  | { readonly kind: "commit"; readonly hash: string }
  | { readonly kind: "reveal"; readonly nonce: string };

/** Four numbers below 256, each for a word, and one below 1000: 42 bits. */
export type Code = readonly [number, number, number, number, number];

/** `broken`: the other side, or whoever is in between, does not do what it promised. Null: not yet. */
export type Verdict = Code | "broken" | null;

export type VerificationEvents = {
  send(proof: Proof): void;
  /** 32 random bytes. */
  nonce(): Uint8Array;
  /** SHA-256. */
  digest(bytes: Uint8Array): Promise<Uint8Array>;
};

const HEX_OF_32_BYTES = /^[0-9a-f]{64}$/;

/**
 * Words that are the same on both screens only where nobody sits in between (docs/decisions/0009).
 *
 * Both sides choose a random number and first send its hash together with that of their own certificate; only who has
 * the other's hash reveals. So nobody can try numbers or certificates until the words come out alike.
 */
export class Verification {
  readonly #events: VerificationEvents;
  #own: string | null = null;
  #theirs: string | null = null;
  #nonce: string | null = null;
  #promised: string | null = null;
  #theirNonce: string | null = null;
  #revealed = false;
  #verdict: Verdict = null;
  #steps = Promise.resolve();
  #stopped = false;

  constructor(events: VerificationEvents) {
    this.#events = events;
  }

  get verdict(): Verdict {
    return this.#verdict;
  }

  /** A connection was agreed on: with these fingerprints, as the browser insists on them. The same for all of a pair. */
  know(own: string | null, theirs: string | null): void {
    this.#own ??= own;
    this.#theirs ??= theirs;
    if (own !== this.#own || theirs !== this.#theirs) {
      this.#break();
    }
    this.#go();
  }

  hear(proof: Proof): void {
    if (proof.kind === "commit" && this.#promised === null) {
      this.#promised = proof.hash;
    } else if (proof.kind === "reveal" && this.#promised !== null && this.#theirNonce === null) {
      this.#theirNonce = proof.nonce;
    } else {
      this.#break();
    }
    this.#go();
  }

  stop(): void {
    this.#stopped = true;
  }

  #break(): void {
    this.#verdict = "broken";
  }

  #go(): void {
    this.#steps = this.#steps.then(async () => {
      await this.#commit();
      this.#reveal();
      await this.#conclude();
    });
  }

  async #commit(): Promise<void> {
    if (this.#own !== null && this.#nonce === null) {
      this.#nonce = hex(this.#events.nonce());
      this.#send({ kind: "commit", hash: await this.#hash(promise(this.#nonce, this.#own)) });
    }
  }

  #reveal(): void {
    if (this.#nonce !== null && this.#promised !== null && !this.#revealed) {
      this.#revealed = true;
      this.#send({ kind: "reveal", nonce: this.#nonce });
    }
  }

  async #conclude(): Promise<void> {
    const { own, theirs, nonce, theirNonce } = this.#all;
    if (this.#verdict !== null || !own || !theirs || !nonce || !theirNonce) {
      return;
    }
    const kept = (await this.#hash(promise(theirNonce, theirs))) === this.#promised;
    const sides = [promise(nonce, own), promise(theirNonce, theirs)].sort();
    const code = codeOf(await this.#events.digest(encode(`words\n${sides.join("\n")}`)));
    this.#verdict ??= kept ? code : "broken";
  }

  get #all(): Record<"own" | "theirs" | "nonce" | "theirNonce", string | null> {
    return { own: this.#own, theirs: this.#theirs, nonce: this.#nonce, theirNonce: this.#theirNonce };
  }

  async #hash(text: string): Promise<string> {
    return hex(await this.#events.digest(encode(text)));
  }

  #send(proof: Proof): void {
    if (!this.#stopped) {
      this.#events.send(proof);
    }
  }
}

/** Every fingerprint that a description names: one more than the other side sent makes the words differ, too. */
export function fingerprintsOf(sdp: string): string | null {
  const found = [...sdp.matchAll(/^a=fingerprint:(\S+ \S+)/gim)].map(([, text = ""]) => text.toLowerCase());
  return found.length > 0 ? [...new Set(found)].sort().join("\n") : null;
}

export function isProofText(value: unknown): value is string {
  return typeof value === "string" && HEX_OF_32_BYTES.test(value);
}

function promise(nonce: string, fingerprints: string): string {
  return `${nonce}\n${fingerprints}`;
}

function codeOf(digest: Uint8Array): Code {
  const [a = 0, b = 0, c = 0, d = 0, ...rest] = digest;
  const [e = 0, f = 0, g = 0] = rest;
  return [a, b, c, d, ((e << 16) | (f << 8) | g) % 1000];
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
