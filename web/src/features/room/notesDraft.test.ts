import { describe, expect, it } from "vitest";
import { NotesDraft, type NotesRemote, type SavedNotes } from "./notesDraft";

/** The server's side: optimistic versions, and a switch for an outage. */
class FakeOffice implements NotesRemote {
  stored: SavedNotes = { notes: "", version: 1 };
  down = false;
  writes: string[] = [];
  /** It keeps what it is sent, and its answer gets lost. */
  mute = false;
  async save(notes: string, version: number): Promise<SavedNotes | "stale"> {
    if (this.down) throw new Error("offline");
    if (this.mute) {
      this.stored = { notes, version: version + 1 };
      throw new Error("no answer");
    }
    if (version !== this.stored.version) return "stale";
    this.writes.push(notes);
    this.stored = { notes, version: version + 1 };
    return this.stored;
  }
  async load(): Promise<SavedNotes> {
    if (this.down) throw new Error("offline");
    return this.stored;
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
  return { office, timers, draft: new NotesDraft(office.stored, office, timers) };
}

describe("NotesDraft", () => {
  it("saves once after a pause in typing", async () => {
    const { office, timers, draft } = setUp();
    draft.edit("Ex");
    draft.edit("Explains half-life well");
    expect(draft.getSnapshot()).toEqual({ tag: "unsaved", text: "Explains half-life well" });
    expect(timers.pending.size).toBe(1);
    timers.fire();
    expect(await draft.flush()).toBe(true);
    expect(office.writes).toEqual(["Explains half-life well"]);
    expect(draft.getSnapshot()).toEqual({ tag: "saved", text: "Explains half-life well" });
  });

  it("keeps what is typed while a save is on its way", async () => {
    const { office, draft } = setUp();
    draft.edit("one");
    const first = draft.flush();
    draft.edit("one two");
    await first;
    expect(draft.getSnapshot()).toEqual({ tag: "unsaved", text: "one two" });
    expect(await draft.flush()).toBe(true);
    expect(office.writes).toEqual(["one", "one two"]);
  });

  it("says that it failed, keeps the words, and tries again", async () => {
    const { office, timers, draft } = setUp();
    office.down = true;
    draft.edit("kept");
    expect(await draft.flush()).toBe(false);
    expect(draft.getSnapshot()).toEqual({ tag: "failed", text: "kept" });
    office.down = false;
    timers.fire();
    await draft.flush();
    expect(office.stored).toEqual({ notes: "kept", version: 2 });
  });

  it("goes through when only something else about the interview changed", async () => {
    const { office, draft } = setUp();
    office.stored = { notes: "", version: 7 };
    draft.edit("mine");
    expect(await draft.flush()).toBe(true);
    expect(office.stored).toEqual({ notes: "mine", version: 8 });
  });

  it("knows its own words again, which the server kept without an answer", async () => {
    const { office, draft } = setUp();
    office.mute = true;
    draft.edit("one");
    expect(await draft.flush()).toBe(false);
    office.mute = false;
    draft.edit("one two");
    expect(await draft.flush()).toBe(true);
    expect(office.stored).toEqual({ notes: "one two", version: 3 });
    expect(draft.getSnapshot()).toEqual({ tag: "saved", text: "one two" });
  });

  it("never writes over someone else's notes unasked", async () => {
    const { office, draft } = setUp();
    office.stored = { notes: "theirs", version: 2 };
    draft.edit("mine");
    expect(await draft.flush()).toBe(false);
    expect(draft.getSnapshot()).toEqual({ tag: "conflict", text: "mine", theirs: "theirs" });
    expect(office.stored.notes).toBe("theirs");
    draft.keepMine();
    expect(await draft.flush()).toBe(true);
    expect(office.stored).toEqual({ notes: "mine", version: 3 });
  });

  it("takes theirs when asked to", async () => {
    const { office, draft } = setUp();
    office.stored = { notes: "theirs", version: 2 };
    draft.edit("mine");
    await draft.flush();
    draft.takeTheirs();
    expect(draft.getSnapshot()).toEqual({ tag: "saved", text: "theirs" });
    draft.edit("theirs and more");
    expect(await draft.flush()).toBe(true);
    expect(office.stored).toEqual({ notes: "theirs and more", version: 3 });
  });
});
