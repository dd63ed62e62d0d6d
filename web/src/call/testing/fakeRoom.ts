import { CallSession } from "../callSession";
import type { Person } from "../types";
import type { FakeTrack } from "./fakeMedia";
import { FakeNetwork } from "./fakeNetwork";
import { FakePlatform } from "./fakePlatform";
import { FakeServer } from "./fakeServer";
import { FakeTimers, settle } from "./fakeTimers";
import { Wire } from "./wire";

export const ADA: Person = { id: "ada", name: "Ada", role: "admin" };
export const SAM: Person = { id: "sam", name: "Sam", role: "student" };
export const IVY: Person = { id: "ivy", name: "Ivy", role: "interviewer" };

export type FakePage = { readonly call: CallSession; readonly platform: FakePlatform };

/** A server, a network and the pages of some people, all in memory. */
export class FakeRoom {
  readonly timers = new FakeTimers();
  readonly network = new FakeNetwork();
  readonly server = new FakeServer(this.timers);
  readonly wire = new Wire(this.timers);
  #pages = 0;

  constructor() {
    this.network.carry = (deliver) => this.wire.carry(deliver);
    this.server.carry = (deliver) => this.wire.carry(deliver);
  }

  /** A page in its green room, before the browser has answered anything. */
  load(person: Person): FakePage {
    this.#pages += 1;
    const platform = new FakePlatform(
      `${person.id}${this.#pages}`,
      this.timers,
      this.network,
      this.server.connect(person),
    );
    const call = new CallSession({ interviewId: "i", wsUrl: "ws://room/ws", platform });
    return { call, platform };
  }

  async enter(person: Person): Promise<FakePage> {
    const page = this.load(person);
    page.call.open();
    await settle();
    return page;
  }

  async press(...pages: FakePage[]): Promise<void> {
    for (const { call } of pages) {
      call.startCall();
      await settle();
    }
  }

  async wait(ms: number): Promise<void> {
    for (let passed = 0; passed < ms; passed += 100) {
      this.timers.advance(100);
      await settle();
    }
  }

  /** Every track that ever went out on any link. */
  get sent(): FakeTrack[] {
    return this.network.connections.flatMap(({ sent }) => sent);
  }
}

/** What a page says of the others, as short as can be. */
export function others({ call }: FakePage): string[] {
  return call
    .getSnapshot()
    .others.map(({ person, stage, link, why }) => [person.id, stage, link, ...(why ? [why] : [])].join(" "));
}
