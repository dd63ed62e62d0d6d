import { Trans, useLingui } from "@lingui/react/macro";
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { LONGEST_TEXT } from "../../call/chatText";
import type { Call, CallSnapshot } from "../../call/types";
import { Button } from "../../ui/Button";
import { TextAreaField } from "../../ui/Field";
import { ChatEntry } from "./ChatEntry";
import { tileOf } from "./tiles";
import type { ChatState } from "./useChat";
import "./chat.css";

type Props = { call: Call; snapshot: CallSnapshot; chat: ChatState; onClose: () => void };

/** What people in the call write to each other. It is on no server and in no log: it goes with the page. */
export function ChatPanel({ call, snapshot, chat, onClose }: Props) {
  const { t } = useLingui();
  return (
    <aside
      id="chat-panel"
      className="chat"
      aria-label={t`Chat`}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.nativeEvent.isComposing) onClose();
      }}
    >
      <header className="chat-head">
        <h2>
          <Trans>Chat</Trans>
        </h2>
        <Button tone="plain" onClick={onClose}>
          <Trans>Close chat</Trans>
        </Button>
      </header>
      <Messages messages={snapshot.chat} />
      <Writing call={call} chat={chat} alone={!snapshot.others.some((other) => tileOf(other) !== null)} />
    </aside>
  );
}

/** Read out by the announcer, whether this is open or not: a second live region would say all twice. */
function Messages({ messages }: { messages: CallSnapshot["chat"] }) {
  const { t } = useLingui();
  const list = useRef<HTMLDivElement>(null);
  const last = messages.at(-1)?.id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new message scrolls
  useLayoutEffect(() => {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [last]);
  return (
    // A keyboard must be able to scroll it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolls
    <div ref={list} className="chat-list" role="log" aria-live="off" aria-label={t`Messages`} tabIndex={0}>
      {messages.map((message) => (
        <ChatEntry key={message.id} message={message} />
      ))}
      <p className="hint">
        <Trans>
          Messages are not kept: who joins later does not get them, and they are gone when you leave.
        </Trans>
      </p>
    </div>
  );
}

function Writing({ call, chat, alone }: Pick<Props, "call" | "chat"> & { alone: boolean }) {
  const { t } = useLingui();
  const field = useRef<HTMLTextAreaElement>(null);
  const [refused, setRefused] = useState(false);
  useEffect(() => field.current?.focus(), []);

  const send = () => {
    if (alone || chat.draft.trim() === "") return;
    const sent = call.sendChat(chat.draft);
    setRefused(!sent);
    if (sent) chat.setDraft("");
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <form
      className="chat-form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextAreaField
        ref={field}
        label={t`Message`}
        rows={2}
        maxLength={LONGEST_TEXT}
        enterKeyHint="send"
        autoComplete="off"
        value={chat.draft}
        onChange={(event) => chat.setDraft(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        error={
          refused ? (
            <Trans>Not sent: earlier messages have yet to arrive. Try again in a moment.</Trans>
          ) : null
        }
        hint={
          alone ? (
            <Trans>Nobody else is in the call at the moment.</Trans>
          ) : (
            <Trans>Enter sends, Shift and Enter begin a new line.</Trans>
          )
        }
      />
      <Button type="submit" tone="primary" aria-disabled={alone || undefined}>
        <Trans>Send</Trans>
      </Button>
    </form>
  );
}
