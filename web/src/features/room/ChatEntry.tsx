import { Trans } from "@lingui/react/macro";
import type { ChatMessage } from "../../call/types";
import { useMe } from "../../session/session";
import { clockTime } from "../../ui/datetime";

/** Text and nothing else: React writes it out as it is, and no address in it becomes a link. */
export function ChatEntry({ message: { from, text, at, fate } }: { message: ChatMessage }) {
  const { time_zone } = useMe();
  return (
    <div className="chat-entry" data-own={from === null || undefined}>
      <p className="chat-who">
        <strong>{from ? from.name : <Trans>You</Trans>}</strong>{" "}
        <span className="quiet num">{clockTime(at, time_zone)}</span>
        {fate === "sending" ? (
          <span className="quiet">
            {" · "}
            <Trans>Sending…</Trans>
          </span>
        ) : fate === "failed" ? (
          <span className="chat-failed">
            {" · "}
            <Trans>Did not arrive</Trans>
          </span>
        ) : null}
      </p>
      <p className="chat-text" dir="auto">
        {text}
      </p>
    </div>
  );
}
