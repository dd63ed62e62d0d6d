import { Trans } from "@lingui/react/macro";
import { useId } from "react";
import type { MessageItem } from "../../api/messagesApi";
import { serverNow } from "../../api/serverClock";
import { useMe } from "../../session/session";
import { Badge } from "../../ui/Badge";
import { Button } from "../../ui/Button";
import { when } from "../../ui/datetime";
import { useStatusWords } from "./useMessageWords";

type Props = {
  message: MessageItem;
  onOpen: () => void;
  /** Left out where the list is of one person. */
  onPerson?: (() => void) | undefined;
};

export function MessageRow({ message, onOpen, onPerson }: Props) {
  const about = useId();
  const { time_zone: zone } = useMe();
  const status = useStatusWords()[message.status];
  const { name } = message.to;
  return (
    <li className="list-row message">
      <div id={about}>
        <p className="list-name">{message.subject}</p>
        <p className="small quiet">
          {name} · {message.to.email}
        </p>
      </div>
      <p className="small quiet">
        {message.sent_at ? (
          <Trans>Sent {when(message.sent_at, zone, serverNow())}</Trans>
        ) : (
          <Trans>Written {when(message.created_at, zone, serverNow())}</Trans>
        )}
        {message.last_error && <span className="list-problem message-error">{message.last_error}</span>}
      </p>
      <div>
        <Badge tone={status.tone}>{status.words}</Badge>
      </div>
      <div className="list-actions">
        <Button small tone="plain" aria-describedby={about} onClick={onOpen}>
          <Trans>Read</Trans>
        </Button>
        {onPerson && (
          <Button small tone="plain" onClick={onPerson}>
            <Trans>All to {name}</Trans>
          </Button>
        )}
      </div>
    </li>
  );
}
