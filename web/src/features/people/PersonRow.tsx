import { Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { Link } from "wouter";
import { inviteAgain, mailLink } from "../../api/adminApi";
import { serverNow } from "../../api/serverClock";
import type { Person } from "../../api/types";
import { errorWords } from "../../api/words";
import { useMe } from "../../session/session";
import { Badge } from "../../ui/Badge";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { when, zoneName } from "../../ui/datetime";
import { useFocusStays } from "../../ui/useFocusStays";
import { DisablePersonDialog, EditPersonDialog, usePersonChange } from "./EditPersonDialog";
import { OneTimeLink, OnItsWay } from "./OneTimeLink";
import { useGoesNowhere } from "./useGoesNowhere";
import { useRoleWords } from "./useRoleWords";

export function PersonRow({ person }: { person: Person }) {
  const who = useId();
  const words = useRoleWords();
  return (
    <li className="list-row person">
      <div>
        <p className="list-name" id={who}>
          {person.name}
        </p>
        <p className="small quiet">{person.email}</p>
      </div>
      <p className="small quiet">
        {words[person.role]} · {zoneName(person.time_zone)}
      </p>
      <div>
        <Standing person={person} />
      </div>
      <Actions person={person} describedBy={who} />
    </li>
  );
}

function Standing({ person }: { person: Person }) {
  if (person.disabled)
    return (
      <Badge tone="bad">
        <Trans>Disabled</Trans>
      </Badge>
    );
  if (person.invited)
    return (
      <Badge tone="warn">
        <Trans>Invited, no password yet</Trans>
      </Badge>
    );
  return (
    <Badge tone="good">
      <Trans>Active</Trans>
    </Badge>
  );
}

function Actions({ person, describedBy }: { person: Person; describedBy: string }) {
  const me = useMe();
  const change = usePersonChange(person.id);
  const [open, setOpen] = useState<"edit" | "disable" | null>(null);
  const box = useFocusStays<HTMLDivElement>();
  const close = () => setOpen(null);
  return (
    <div className="list-actions" {...box}>
      <NewLink person={person} describedBy={describedBy} />
      {person.role !== "student" && (
        <Link
          className="button plain small"
          aria-describedby={describedBy}
          href={`/admin/people/${person.id}/hours`}
        >
          <Trans>Hours</Trans>
        </Link>
      )}
      <Link
        className="button plain small"
        aria-describedby={describedBy}
        href={`/admin/messages?person=${person.id}`}
      >
        <Trans>Messages</Trans>
      </Link>
      <Button small tone="plain" aria-describedby={describedBy} onClick={() => setOpen("edit")}>
        <Trans>Edit</Trans>
      </Button>
      {person.disabled ? (
        <Button
          small
          aria-describedby={describedBy}
          aria-disabled={change.isPending}
          onClick={() => change.mutate({ disabled: false })}
        >
          <Trans>Enable</Trans>
        </Button>
      ) : person.id === me.id ? null : (
        <Button small tone="plain" aria-describedby={describedBy} onClick={() => setOpen("disable")}>
          <Trans>Disable…</Trans>
        </Button>
      )}
      {change.error && (
        <p className="list-problem small" role="alert">
          {errorWords(change.error)}
        </p>
      )}
      {open === "edit" && <EditPersonDialog person={person} onClose={close} />}
      {open === "disable" && <DisablePersonDialog person={person} onClose={close} />}
    </div>
  );
}

function NewLink({ person, describedBy }: { person: Person; describedBy: string }) {
  const again = useMutation({ mutationFn: () => inviteAgain(person.id) });
  if (person.disabled) return null;
  return (
    <div className="person-link">
      <Button
        small
        tone="plain"
        aria-describedby={describedBy}
        aria-disabled={again.isPending}
        onClick={() => again.mutate()}
      >
        {person.invited ? <Trans>New invitation link</Trans> : <Trans>Password reset link</Trans>}
      </Button>
      {again.error && (
        <p className="list-problem small" role="alert">
          {errorWords(again.error)}
        </p>
      )}
      {again.data && <LinkDialog person={person} made={again.data} onClose={again.reset} />}
    </div>
  );
}

type Made = Awaited<ReturnType<typeof inviteAgain>>;

function LinkDialog({ person, made, onClose }: { person: Person; made: Made; onClose: () => void }) {
  const { time_zone: zone } = useMe();
  const mail = useMutation({ mutationFn: () => mailLink(person.id) });
  const box = useFocusStays<HTMLDivElement>();
  const goesNowhere = useGoesNowhere(true);
  return (
    <Dialog title={<Trans>A new link for {person.name}</Trans>} onClose={onClose}>
      <div className="told" role="status">
        {mail.isSuccess && <OnItsWay email={person.email} />}
      </div>
      {!mail.isSuccess && (
        <>
          <OneTimeLink link={made.link} name={person.name} />
          <p className="small quiet num">
            <Trans>It expires {when(made.expires_at, zone, serverNow())}.</Trans>
          </p>
        </>
      )}
      {goesNowhere && !mail.isSuccess && (
        <p className="small quiet">
          <Trans>No mail server is set up: a mail would only be kept in a folder of the server.</Trans>
        </p>
      )}
      {mail.error && (
        <Banner tone="bad" role="alert">
          {errorWords(mail.error)}
        </Banner>
      )}
      <div className="dialog-actions" {...box}>
        {!mail.isSuccess && (
          <Button aria-disabled={mail.isPending} onClick={() => mail.isPending || mail.mutate()}>
            <Trans>Send one by mail instead</Trans>
          </Button>
        )}
        <Button tone="primary" onClick={onClose}>
          <Trans>Done</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
