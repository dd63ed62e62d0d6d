import { expect, it } from "vitest";
import type { ChatMessage } from "../../call/types";
import { ada } from "./testing";
import { newest, unreadAfter } from "./unread";

const message = (id: number, mine: boolean): ChatMessage => ({
  id,
  from: mine ? null : ada().person,
  text: "Hello",
  at: 0,
  fate: mine ? "delivered" : null,
});

it("counts what others wrote since, and never one's own words", () => {
  const messages = [message(20, false), message(21, true), message(22, false), message(23, false)];
  expect([0, 20, 22, 23].map((read) => unreadAfter(messages, read))).toEqual([3, 2, 1, 0]);
  expect([newest(messages), newest([])]).toEqual([23, 0]);
});
