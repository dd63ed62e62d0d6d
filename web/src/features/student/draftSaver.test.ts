import { describe, expect, it } from "vitest";
import { ApiError } from "../../api/errors";
import type { ApplicationValues } from "./applicationValues";
import { type DraftRemote, DraftSaver } from "./draftSaver";

const text = (statement: string): ApplicationValues => ({
  programme: "",
  school: "",
  address: "",
  statement,
});

/** The server's side: a switch for an outage, one for a refusal, and a gate for what happens during a save. */
class FakeOffice implements DraftRemote {
  down = false;
  refusal: ApiError | null = null;
  gate: Promise<void> | null = null;
  writes: string[] = [];
  async save({ statement }: ApplicationValues): Promise<void> {
    await this.gate;
    if (this.down) throw new ApiError(0, "offline", "");
    if (this.refusal) throw this.refusal;
    this.writes.push(statement);
  }
  mayPass(error: unknown): boolean {
    return error instanceof ApiError && error.status === 0;
  }
}

class HandTimers {
  pending = new Map<number, () => void>();
  #next = 1;
  set(run: () => void): number {
    this.pending.set(this.#next, run);
    return this.#next++;
  }
  clear(id: number): void {
    this.pending.delete(id);
  }
  fire(): void {
    const due = [...this.pending.values()];
    this.pending.clear();
    for (const run of due) run();
  }
}

function setUp() {
  const office = new FakeOffice();
  const timers = new HandTimers();
  const saver = new DraftSaver(text(""), office, timers);
  return { office, timers, saver, tag: () => saver.getSnapshot().tag };
}

describe("DraftSaver", () => {
  it("saves once after a pause in typing", async () => {
    const { office, timers, saver, tag } = setUp();
    saver.edit(text("I"));
    saver.edit(text("I like"));
    expect(tag()).toBe("unsaved");
    expect(timers.pending.size).toBe(1);
    timers.fire();
    await saver.flush();
    expect(office.writes).toEqual(["I like"]);
    expect(saver.getSnapshot()).toEqual({ tag: "saved", values: text("I like") });
    expect(saver.pending).toBe(false);
  });

  it("saves only the latest of what is typed during a save, and does not say saved before", async () => {
    const { office, saver, tag } = setUp();
    let open = () => {};
    office.gate = new Promise((done) => {
      open = done;
    });
    saver.edit(text("one"));
    const first = saver.flush();
    saver.edit(text("one two"));
    saver.edit(text("one two three"));
    const last = saver.flush();
    open();
    await first;
    expect(tag()).not.toBe("saved");
    await last;
    expect(office.writes).toEqual(["one", "one two three"]);
    expect(tag()).toBe("saved");
  });

  it("keeps the words of somebody who leaves and returns, also when offline between", async () => {
    const { office, timers, saver, tag } = setUp();
    office.down = true;
    saver.edit(text("kept"));
    await saver.flush();
    expect(saver.pending).toBe(true);
    office.down = false;
    saver.resume();
    timers.fire();
    await saver.flush();
    expect(office.writes).toEqual(["kept"]);
    expect(tag()).toBe("saved");
  });

  it("says once that it is offline, and tries again by itself until it is back", async () => {
    const { office, timers, saver, tag } = setUp();
    const tags: string[] = [];
    office.down = true;
    saver.edit(text("a"));
    await saver.flush();
    saver.subscribe(() => tags.push(tag()));
    timers.fire();
    await saver.flush();
    saver.edit(text("ab"));
    expect(new Set(tags)).toEqual(new Set(["failed"]));
    office.down = false;
    timers.fire();
    await saver.flush();
    expect(office.writes).toEqual(["ab"]);
    expect(tag()).toBe("saved");
    expect(timers.pending.size).toBe(0);
  });

  it("does not repeat what was refused until there is something new", async () => {
    const { office, timers, saver } = setUp();
    office.refusal = new ApiError(409, "already_applied", "You have already applied in this cycle.");
    saver.edit(text("late"));
    await saver.flush();
    expect(saver.getSnapshot()).toEqual({ tag: "refused", values: text("late"), error: office.refusal });
    expect(timers.pending.size).toBe(0);
    office.refusal = null;
    saver.edit(text("later"));
    timers.fire();
    await saver.flush();
    expect(office.writes).toEqual(["later"]);
  });

  it("saves nothing more while the application is sent, and goes on when that failed", async () => {
    const { office, timers, saver, tag } = setUp();
    let open = () => {};
    office.gate = new Promise((done) => {
      open = done;
    });
    saver.edit(text("one"));
    const first = saver.flush();
    saver.edit(text("one two"));
    const queued = saver.flush();
    saver.hold();
    open();
    await Promise.all([first, queued]);
    expect(office.writes).toEqual(["one"]);
    expect(timers.pending.size).toBe(0);
    saver.resume();
    timers.fire();
    await saver.flush();
    expect(office.writes).toEqual(["one", "one two"]);
    expect(tag()).toBe("saved");
  });

  it("takes over a newer draft from elsewhere only as long as nothing was typed", () => {
    const { saver } = setUp();
    saver.adopt(text("from the phone"));
    expect(saver.getSnapshot()).toEqual({ tag: "untouched", values: text("from the phone") });
    expect(saver.pending).toBe(false);
    saver.edit(text("from the phone, and here"));
    saver.adopt(text("other"));
    expect(saver.getSnapshot().values).toEqual(text("from the phone, and here"));
  });
});
