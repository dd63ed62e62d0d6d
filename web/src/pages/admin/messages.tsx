import "../../officeWords";
import { Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation, useSearch } from "wouter";
import { listMessages, type MessageItem, type MessageStatus } from "../../api/messagesApi";
import { HeldCard } from "../../features/messages/HeldCard";
import { MessageDialog } from "../../features/messages/MessageDialog";
import { MessageRow } from "../../features/messages/MessageRow";
import { OutboxBanner } from "../../features/messages/OutboxBanner";
import { Templates } from "../../features/messages/Templates";
import { useStatusWords } from "../../features/messages/useMessageWords";
import { LoadError } from "../../session/LoadError";
import { LoadMore } from "../../session/LoadMore";
import { Page } from "../../session/Page";
import { lookAgain } from "../../session/queryClient";
import { useTrouble } from "../../session/useTrouble";
import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { SearchField } from "../../ui/SearchField";
import { Skeleton } from "../../ui/Skeleton";
import { useFocusStays } from "../../ui/useFocusStays";
import { withQuery } from "../../ui/withQuery";
import "../../features/messages/messages.css";

const PAGE_SIZE = 50;
/** A person need not tell "being sent" from "about to have been". */
const STATUSES: readonly MessageStatus[] = ["waiting", "sent", "failed", "unconfirmed", "obsolete"];
const PATH = "/admin/messages";

type Filters = { person: string; status: MessageStatus | ""; q: string };

export default function Messages() {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const params = new URLSearchParams(useSearch());
  const person = params.get("person") ?? "";
  const q = params.get("q") ?? "";
  const status = STATUSES.find((one) => one === params.get("status")) ?? "";
  const show = (some: { q: string } | { status: string }) =>
    navigate(withQuery(PATH, { person, q, status, ...some }), { replace: true });
  const words = useStatusWords();
  return (
    <Page title={t`Messages`} lead={t`What people have been told, and what their calendars hold.`}>
      <search className="list-filters">
        <SearchField value={q} placeholder={t`Name or e-mail`} onChange={(typed) => show({ q: typed })} />
        <SelectField
          label={t`Status`}
          value={status}
          onChange={(event) => show({ status: event.target.value })}
        >
          <option value="">{t`Any status`}</option>
          {STATUSES.map((one) => (
            <option key={one} value={one}>
              {words[one].words}
            </option>
          ))}
        </SelectField>
      </search>
      <List filters={{ person, status, q: q.trim() }} />
      <div className="templates-part">
        <Templates />
      </div>
    </Page>
  );
}

function List({ filters }: { filters: Filters }) {
  const [, go] = useLocation();
  const [open, setOpen] = useState<MessageItem | null>(null);
  const box = useFocusStays<HTMLDivElement>();
  const { person, status, q } = filters;
  const messages = useInfiniteQuery({
    queryKey: ["messages", person, status, q],
    queryFn: ({ pageParam }) =>
      listMessages({
        limit: PAGE_SIZE,
        ...(person && { person_id: person }),
        ...(status && { status }),
        ...(q && { q }),
        ...(pageParam && { cursor: pageParam }),
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: lookAgain(10_000),
  });
  const trouble = useTrouble(messages);
  if (trouble) return <LoadError error={trouble} retry={messages.refetch} />;
  if (!messages.data) return <Skeleton lines={8} />;
  const found = messages.data.pages.flatMap((page) => page.items);
  const outbox = messages.data.pages[0]?.outbox;
  return (
    <div {...box}>
      {outbox && <OutboxBanner outbox={outbox} />}
      {person && (
        <div className="held-of stack">
          <HeldCard personId={person} name={found[0]?.to.name ?? ""} />
          <div>
            <Button onClick={() => go(withQuery(PATH, { status, q }))}>
              <Trans>Messages to everybody</Trans>
            </Button>
          </div>
        </div>
      )}
      {found.length === 0 ? (
        <p className="card empty">
          <Trans>No message fits. Mails are written when interviews are set, moved or cancelled.</Trans>
        </p>
      ) : (
        <ul className="card messages">
          {found.map((message) => (
            <MessageRow
              key={message.id}
              message={message}
              onOpen={() => setOpen(message)}
              onPerson={person ? undefined : () => go(withQuery(PATH, { status, q, person: message.to.id }))}
            />
          ))}
        </ul>
      )}
      <LoadMore list={messages} shown={found.length} />
      {open && <MessageDialog id={open.id} title={open.subject} onClose={() => setOpen(null)} />}
    </div>
  );
}
