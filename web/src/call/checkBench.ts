import type { Platform } from "./platform";

export type CheckWorld = Pick<Platform, "createConnection" | "now" | "after">;

/** Everything that a check opened and waits for, so that nothing of it outlives the check. */
export class CheckBench {
  readonly #world: CheckWorld;
  readonly #cleanups = new Set<() => void>();
  #closed = false;

  constructor(world: CheckWorld) {
    this.#world = world;
  }

  get closed(): boolean {
    return this.#closed;
  }

  now(): number {
    return this.#world.now();
  }

  /** Throws what the browser throws, such as for an address that it cannot read. */
  connect(configuration: RTCConfiguration): RTCPeerConnection {
    const connection = this.#world.createConnection(configuration);
    this.#cleanups.add(() => connection.close());
    return connection;
  }

  after(delayMs: number, action: () => void): void {
    const cancel = this.#world.after(delayMs, () => {
      this.#cleanups.delete(cancel);
      action();
    });
    this.#cleanups.add(cancel);
  }

  /** What `start` settles on, or null: after `ms`, and when the bench is closed. */
  within<T>(ms: number, start: (settle: (value: T | null) => void) => void): Promise<T | null> {
    return new Promise((resolve) => {
      const settle = (value: T | null) => {
        cancel();
        this.#cleanups.delete(giveUp);
        resolve(value);
      };
      const giveUp = () => settle(null);
      const cancel = this.#world.after(ms, giveUp);
      this.#cleanups.add(giveUp);
      if (this.#closed) giveUp();
      else start(settle);
    });
  }

  close(): void {
    this.#closed = true;
    for (const cleanup of [...this.#cleanups]) cleanup();
    this.#cleanups.clear();
  }
}
