import { Trans, useLingui } from "@lingui/react/macro";
import { useId } from "react";
import { useServerNow } from "../../api/useServerNow";
import { Button, ButtonLink } from "../../ui/Button";
import { when } from "../../ui/datetime";
import { type Joinable, type JoinState, joinState } from "./joinState";

type Props = {
  interview: Joinable & { interview_link: string };
  /** The reader's zone, in which the words say when the room opens. */
  zone: string;
  /** Whom with, where the page shows several: the name becomes "Join Interview with Sam Okafor". */
  person?: string | undefined;
  /** The one thing to do here: looks so. */
  primary?: boolean;
};

/** The rule of the join window, by the server's clock, as a link or as a disabled button with its reason. */
export function JoinButton({ interview, zone, person, primary = true }: Props) {
  const { t } = useLingui();
  const why = useId();
  const now = useServerNow(Date.parse(interview.opens_at), Date.parse(interview.closes_at));
  const state = joinState(interview, now);
  const name = person && t`Join Interview with ${person}`;
  if (state.tag === "open")
    return (
      <ButtonLink href={interview.interview_link} tone={primary ? "primary" : undefined} aria-label={name}>
        <Trans>Join Interview</Trans>
      </ButtonLink>
    );
  return (
    <div className="join">
      <Button disabled aria-label={name} aria-describedby={why}>
        <Trans>Join Interview</Trans>
      </Button>
      <p className="join-why" id={why}>
        <Why state={state} zone={zone} now={now} />
      </p>
    </div>
  );
}

function Why({
  state,
  zone,
  now,
}: {
  state: Exclude<JoinState, { tag: "open" }>;
  zone: string;
  now: number;
}) {
  switch (state.tag) {
    case "early":
      return (
        <Trans>
          Opens {when(state.opensAt, zone, now)}: rooms open 24 hours before and close 24 hours after the
          start.
        </Trans>
      );
    case "late":
      return (
        <Trans>
          Closed {when(state.closedAt, zone, now)}: rooms open 24 hours before and close 24 hours after the
          start.
        </Trans>
      );
    case "over":
      return <Over status={state.status} />;
  }
}

function Over({ status }: { status: Extract<JoinState, { tag: "over" }>["status"] }) {
  switch (status) {
    case "completed":
      return (
        <Trans>
          This interview is completed. Rooms open only for scheduled ones, 24 hours before until 24 hours
          after the start.
        </Trans>
      );
    case "cancelled":
      return (
        <Trans>
          This interview is cancelled. Rooms open only for scheduled ones, 24 hours before until 24 hours
          after the start.
        </Trans>
      );
    case "no_show":
      return (
        <Trans>
          This interview was marked as a no-show. Rooms open only for scheduled ones, 24 hours before until 24
          hours after the start.
        </Trans>
      );
  }
}
