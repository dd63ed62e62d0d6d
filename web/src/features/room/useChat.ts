import { useState } from "react";
import type { ChatMessage } from "../../call/types";
import { newest, unreadAfter } from "./unread";

export type ChatState = {
  open: boolean;
  toggle: () => void;
  close: () => void;
  /** Messages of others that came while the panel was closed. */
  unread: number;
  /** What is being written; it stays while the panel is closed. */
  draft: string;
  setDraft: (text: string) => void;
};

/** The chat panel of one call: open or not, what has been read, what is being written. */
export function useChat(messages: readonly ChatMessage[]): ChatState {
  const [open, setOpen] = useState(false);
  const [read, setRead] = useState(0);
  const [draft, setDraft] = useState("");
  const show = (shown: boolean) => {
    setOpen(shown);
    setRead(newest(messages));
  };
  return {
    open,
    toggle: () => show(!open),
    close: () => show(false),
    unread: open ? 0 : unreadAfter(messages, read),
    draft,
    setDraft,
  };
}
