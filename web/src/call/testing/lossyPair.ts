import { Conversation } from "../conversation";
import type { Frame, PeerMessage } from "../frames";
import { FakeTimers } from "./fakeTimers";

/** What the wire does with the frame that was sent `at`-th from the end of its queue. */
export type Mischief = {
  readonly do: "pass" | "drop" | "repeat";
  readonly from: "a" | "b";
  readonly at: number;
};

type End = { conversation: Conversation; readonly got: PeerMessage[]; queue: Frame[]; restarts: number };

/** Two conversations joined by a wire that reorders, drops and repeats frames as told. */
export class LossyPair {
  readonly timers = new FakeTimers();
  readonly a: End;
  readonly b: End;

  constructor() {
    this.a = this.#end(1);
    this.b = this.#end(1);
  }

  act({ do: action, from, at }: Mischief): void {
    const [sender, receiver] = from === "a" ? [this.a, this.b] : [this.b, this.a];
    const index = sender.queue.length === 0 ? -1 : at % sender.queue.length;
    const frame = sender.queue[index];
    if (!frame) {
      return;
    }
    if (action !== "repeat") {
      sender.queue.splice(index, 1);
    }
    if (action !== "drop") {
      // Through JSON, as on the real wire.
      receiver.conversation.receive(JSON.parse(JSON.stringify(frame)));
    }
  }

  /** A wire without faults from now on, for as long as it takes. */
  calm(): void {
    for (let round = 0; round < 20; round += 1) {
      this.timers.advance(8_000);
      while (this.a.queue.length + this.b.queue.length > 0) {
        this.act({ do: "pass", from: this.a.queue.length > 0 ? "a" : "b", at: 0 });
      }
    }
  }

  #end(gen: number): End {
    const end: Omit<End, "conversation"> = { got: [], queue: [], restarts: 0 };
    const conversation = new Conversation(gen, this.timers, {
      transmit: (frame) => whole.queue.push(frame),
      deliver: (message) => whole.got.push(message),
      confirmed: () => undefined,
      restarted: () => {
        whole.restarts += 1;
        whole.got.length = 0;
      },
    });
    const whole: End = { ...end, conversation };
    return whole;
  }
}
