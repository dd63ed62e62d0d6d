import type { ChatMessage } from "../../call/types";

/** The number of the latest message; 0: none. */
export function newest(messages: readonly ChatMessage[]): number {
  return messages.at(-1)?.id ?? 0;
}

/** How many messages of others came after `read`. */
export function unreadAfter(messages: readonly ChatMessage[], read: number): number {
  return messages.filter(({ id, from }) => from !== null && id > read).length;
}
