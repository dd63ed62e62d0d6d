import { Trans } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { InterviewStatus, Room } from "../../api/types";
import { RetryButton } from "../../session/RetryButton";
import { isAnswered, UnreachableTitle } from "../../session/Unreachable";
import { Button } from "../../ui/Button";
import { HomeLink } from "./HomeLink";
import { Notice } from "./Notice";
import { useWhen } from "./useWhen";

type About = { room: Room };

/** `notes`: what the office wrote, where the end came before it was saved. */
type Ending = About & { notes: ReactNode };

export function TooLate({ room, closedAt }: About & { closedAt: number }) {
  const when = useWhen(room.time_zone, closedAt);
  return (
    <Notice
      state="late"
      title={<Trans>This room is closed</Trans>}
      actions={<HomeLink role={room.me.role} />}
    >
      <p>
        <Trans>
          It closed on <strong className="num">{when(closedAt)}</strong>, 24 hours after the interview was to
          begin.
        </Trans>
      </p>
      <p className="quiet">
        <NextStep office={room.me.role !== "student"} />
      </p>
    </Notice>
  );
}

export function Over({
  room,
  status,
}: About & { status: Exclude<InterviewStatus, "scheduled"> | "deleted" }) {
  const office = room.me.role !== "student";
  return (
    <Notice
      state={`over-${status}`}
      title={<OverTitle status={status} />}
      actions={<HomeLink role={room.me.role} />}
    >
      <p>
        <OverWords status={status} office={office} />
      </p>
    </Notice>
  );
}

function OverTitle({ status }: { status: Exclude<InterviewStatus, "scheduled"> | "deleted" }) {
  switch (status) {
    case "completed":
      return <Trans>This interview has taken place</Trans>;
    case "cancelled":
    case "deleted":
      return <Trans>This interview is cancelled</Trans>;
    case "no_show":
      return <Trans>This interview did not take place</Trans>;
  }
}

function OverWords({
  status,
  office,
}: {
  status: Exclude<InterviewStatus, "scheduled"> | "deleted";
  office: boolean;
}) {
  if (office && status !== "deleted") {
    return <Trans>Its room opens again when somebody of the office sets it back to “scheduled”.</Trans>;
  }
  switch (status) {
    case "completed":
      return <Trans>There is nothing more to do here. Your dashboard shows what comes next.</Trans>;
    case "cancelled":
    case "deleted":
      return <Trans>Nobody will be in this room. If there is a new time, it is on your dashboard.</Trans>;
    case "no_show":
      return <Trans>You did not meet. If that is wrong, or something kept you, tell the office.</Trans>;
  }
}

function NextStep({ office }: { office: boolean }) {
  return office ? (
    <Trans>Give the interview a new time, or mark it completed or missed.</Trans>
  ) : (
    <Trans>If you did not have your interview, ask the office for a new time.</Trans>
  );
}

export function NotFound() {
  return (
    <Notice state="not-found" title={<Trans>There is no such interview</Trans>} actions={<AnyHome />}>
      <p>
        <Trans>
          Either the address is not complete, or this interview is not yours. Your own are on your dashboard.
        </Trans>
      </p>
    </Notice>
  );
}

export function Unreachable({ error, retry }: { error: unknown; retry: () => Promise<unknown> }) {
  return (
    <Notice
      state="unreachable"
      title={<UnreachableTitle error={error} />}
      actions={<RetryButton tone="primary" retry={retry} />}
    >
      <p>
        {isAnswered(error) ? (
          <Trans>
            That is not your mistake. Wait a minute, then try again: your interview stays where it is.
          </Trans>
        ) : (
          <Trans>
            Check your connection to the internet. Nothing is lost: your interview stays where it is.
          </Trans>
        )}
      </p>
    </Notice>
  );
}

export function RoomFull({ room, onRetry }: About & { onRetry: () => void }) {
  return (
    <Notice
      state="full"
      title={<Trans>The room is full</Trans>}
      actions={
        <>
          <Button tone="primary" onClick={onRetry}>
            <Trans>Try again</Trans>
          </Button>
          <HomeLink role={room.me.role} />
        </>
      }
    >
      <p>
        <Trans>
          At most four people can be in an interview. The places of the student and the panel are kept for
          them; try again when somebody has left.
        </Trans>
      </p>
    </Notice>
  );
}

export function Moved({ room, notes, onTakeBack }: Ending & { onTakeBack: () => void }) {
  return (
    <Notice
      state="moved"
      urgent
      notes={notes}
      title={<Trans>Your call goes on somewhere else</Trans>}
      actions={
        <>
          <Button tone="primary" onClick={onTakeBack}>
            <Trans>Take it back here</Trans>
          </Button>
          <HomeLink role={room.me.role} />
        </>
      }
    >
      <p>
        <Trans>
          You pressed Start Call in another tab or on another device, so camera and microphone are off here.
          You can close this page, or bring the call back to it.
        </Trans>
      </p>
    </Notice>
  );
}

export function EndedByOffice({ room, notes, onReturn }: Ending & { onReturn: () => void }) {
  const office = room.me.role !== "student";
  return (
    <Notice
      state="ended"
      urgent
      notes={notes}
      title={<Trans>The call has ended</Trans>}
      actions={
        <>
          <HomeLink role={room.me.role} />
          <Button tone="plain" onClick={onReturn}>
            <Trans>Back to the room</Trans>
          </Button>
        </>
      }
    >
      <p>
        {office ? (
          <Trans>It was ended for everyone.</Trans>
        ) : (
          <Trans>
            The office has ended it for everyone. Thank you for coming; your dashboard shows what comes next.
          </Trans>
        )}
      </p>
    </Notice>
  );
}

export function Removed({ room, notes }: Ending) {
  return (
    <Notice
      state="removed"
      urgent
      notes={notes}
      title={<Trans>You are no longer in this interview</Trans>}
      actions={<HomeLink role={room.me.role} />}
    >
      <p>
        <Trans>The office has changed it. If you did not expect that, ask them.</Trans>
      </p>
    </Notice>
  );
}

export function Broken({ onRetry }: { onRetry: () => void }) {
  return (
    <Notice
      state="broken"
      title={<Trans>Something went wrong on this page</Trans>}
      actions={
        <Button tone="primary" onClick={onRetry}>
          <Trans>Go back to the room</Trans>
        </Button>
      }
    >
      <p>
        <Trans>
          That is our mistake, not yours. Going back to the room usually helps; otherwise tell the office.
        </Trans>
      </p>
    </Notice>
  );
}

function AnyHome() {
  return (
    <a className="button primary" href="/">
      <Trans>To your dashboard</Trans>
    </a>
  );
}
