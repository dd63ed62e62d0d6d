import type { Person } from "../types";
import type { FakeTimers } from "./fakeTimers";

type Fields = Record<string, unknown>;
type Page = {
  peer: string;
  person: Person;
  stage: string;
  why?: string;
  media: unknown;
  socket: FakeSocket | null;
  seat: number;
};

const NOTHING = { audio: false, video: false, screen: false };

/** The browser's end of a socket. Frames arrive in order, each in a turn of its own. */
export class FakeSocket {
  readyState = 0;
  onopen: ((event: Event) => void) | null = null;
  onmessage: ((event: MessageEvent) => void) | null = null;
  onclose: ((event: CloseEvent) => void) | null = null;
  readonly url: URL;
  readonly sent: Fields[] = [];
  readonly #server: FakeServer;

  constructor(server: FakeServer, url: string) {
    this.#server = server;
    this.url = new URL(url);
    queueMicrotask(() => server.opened(this));
  }

  send(text: string): void {
    const message = JSON.parse(text) as Fields;
    this.sent.push(message);
    queueMicrotask(() => this.#server.received(this, message));
  }

  close(): void {
    queueMicrotask(() => this.#server.dropped(this));
    this.readyState = 3;
  }

  tell(message: Fields): void {
    queueMicrotask(() => this.onmessage?.({ data: JSON.stringify(message) } as MessageEvent));
  }

  end(code: number, reason = ""): void {
    this.readyState = 3;
    queueMicrotask(() => this.onclose?.({ code, reason } as CloseEvent));
  }
}

/** The signaling server of the contract, for one room, as far as pages can tell. */
export class FakeServer {
  readonly sockets: FakeSocket[] = [];
  /** What becomes of each message that one page has for another. */
  carry: (deliver: () => void) => void = (deliver) => deliver();
  /** Close code that new sockets get instead of a welcome. */
  refusing: number | null = null;
  /** Who may enter without being let in; null: there is no lobby. Survives everything. */
  lobby: Set<string> | null = null;
  #pages = new Map<string, Page>();
  #up = true;
  #seat = 0;
  readonly #timers: FakeTimers;

  constructor(timers: FakeTimers) {
    this.#timers = timers;
  }

  connect = (person: Person) => (url: string) => {
    const socket = new FakeSocket(this, url);
    this.#people.set(socket, person);
    this.sockets.push(socket);
    return socket;
  };
  readonly #people = new Map<FakeSocket, Person>();

  /** kill -9: every socket breaks, everything is forgotten. */
  kill(): void {
    this.#up = false;
    this.#pages = new Map();
    for (const socket of this.sockets.filter(({ readyState }) => readyState === 1)) {
      socket.end(1006);
    }
  }

  start(): void {
    this.#up = true;
  }

  /** This person's newest socket breaks. */
  cut(person: Person): void {
    const socket = this.sockets.findLast((one) => one.readyState === 1 && this.#people.get(one) === person);
    if (socket) {
      socket.end(1006);
      this.dropped(socket);
    }
  }

  /** Shows a person out. */
  expel(person: Person, code: number): void {
    for (const page of this.#pagesOf(person)) {
      this.#leave(page, "removed");
      page.socket?.end(code);
    }
  }

  opened(socket: FakeSocket): void {
    const person = this.#people.get(socket);
    if (!this.#up || !person || this.refusing !== null) {
      socket.end(this.refusing ?? 1006);
      return;
    }
    socket.readyState = 1;
    const peer = socket.url.searchParams.get("peer") ?? "";
    const waits = this.lobby !== null && person.role === "student" && !this.lobby.has(person.id);
    const page = { peer, person, stage: waits ? "waiting" : "here", media: NOTHING, socket, seat: 0 };
    this.#pages.set(peer, page);
    const told = waits ? { waiting: true, office_here: false } : this.#inside(person);
    socket.tell({ type: "welcome", peer, person, ...told, ...this.#times() });
    this.#announce(page);
  }

  #answer({ type, person: id, message }: Fields): void {
    const waiting = [...this.#pages.values()].filter(({ stage }) => stage === "waiting");
    for (const page of waiting.filter(({ person }) => person.id === id)) {
      if (type === "hold") {
        page.socket?.tell({ type: "held", ...(message !== undefined && { message }) });
      } else if (type === "refuse") {
        page.socket?.tell({ type: "refused" });
        this.expel(page.person, 4403);
      } else {
        this.lobby?.add(page.person.id);
        page.stage = "here";
        page.socket?.tell({ type: "admitted", ...this.#inside(page.person) });
        this.#announce(page);
      }
    }
  }

  #inside(person: Person): Fields {
    return { peers: this.#shownTo(person), ice_servers: [], ice_transport_policy: "all" };
  }

  received(socket: FakeSocket, message: Fields): void {
    const page = [...this.#pages.values()].find((each) => each.socket === socket);
    if (!page || !this.#up) {
      return;
    }
    switch (message["type"]) {
      case "join":
        return this.#join(page, message);
      case "signal":
        return this.#relay(page, message);
      case "media":
        page.media = message["media"];
        return this.#announce(page);
      case "leave":
        this.#leave(page, "left");
        return socket.end(1000);
      case "end":
        for (const { socket: each } of this.#pages.values()) {
          each?.tell({ type: "ended", by: page.person.id });
        }
        return;
      case "admit":
      case "hold":
      case "refuse":
        return this.#answer(message);
      case "ping":
        return socket.tell({ type: "pong", t: message["t"], ...this.#times() });
    }
  }

  dropped(socket: FakeSocket): void {
    const page = [...this.#pages.values()].find((each) => each.socket === socket);
    if (page) {
      page.socket = null;
      page.stage = page.stage === "gone" ? "gone" : "away";
      this.#announce(page);
    }
  }

  #join(page: Page, { media, seat }: Fields): void {
    this.#seat += 1;
    Object.assign(page, { stage: "joined", media, seat: typeof seat === "number" ? seat : this.#seat });
    for (const other of this.#pagesOf(page.person)) {
      if (other !== page && other.stage === "joined") {
        this.#leave(other, "moved");
        other.socket?.end(4409);
      }
    }
    page.socket?.tell({ type: "joined", seat: page.seat });
    this.#announce(page);
  }

  #relay(from: Page, { to, data }: Fields): void {
    const receiver = this.#pages.get(String(to));
    if (this.#shown(from.person) !== from) {
      from.socket?.tell({ type: "error", code: "not_allowed", message: "" });
    } else if (!receiver?.socket || receiver.person === from.person) {
      from.socket?.tell({ type: "error", code: "no_such_peer", message: "" });
    } else {
      const { socket } = receiver;
      this.carry(() => socket.tell({ type: "signal", from: from.peer, data }));
    }
  }

  #leave(page: Page, why: string): void {
    Object.assign(page, { stage: "gone", why });
    this.#tellOthers(page);
    this.#pages.delete(page.peer);
  }

  #announce(page: Page): void {
    if (this.#shown(page.person) === page) {
      this.#tellOthers(page);
    }
  }

  #tellOthers(page: Page): void {
    for (const { person, socket, stage } of this.#pages.values()) {
      if (person !== page.person && stage !== "waiting") {
        socket?.tell({ type: "peer", ...describe(page) });
      }
    }
  }

  #shownTo(person: Person): Fields[] {
    const others = new Set([...this.#pages.values()].map((page) => page.person));
    return [...others]
      .filter((other) => other !== person)
      .flatMap((other) => {
        const page = this.#shown(other);
        return page ? [describe(page)] : [];
      });
  }

  #shown(person: Person): Page | undefined {
    const rank = (page: Page) => (page.socket ? (page.stage === "joined" ? 2 : 1) : 0);
    return this.#pagesOf(person)
      .reverse()
      .sort((a, b) => rank(b) - rank(a))[0];
  }

  #pagesOf(person: Person): Page[] {
    return [...this.#pages.values()].filter((page) => page.person === person);
  }

  #times(): Fields {
    const iso = (ms: number) => new Date(ms).toISOString();
    const now = this.#timers.now();
    return { server_time: iso(now), opens_at: iso(0), closes_at: iso(now + 3_600_000) };
  }
}

function describe({ peer, person, stage, why, media }: Page): Fields {
  return { peer, person, stage, media, ...(why !== undefined && { why }) };
}
