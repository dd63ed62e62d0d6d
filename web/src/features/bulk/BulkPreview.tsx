import { Plural, Trans } from "@lingui/react/macro";
import type { BulkAction, BulkItem, BulkResult } from "../../api/bulkApi";
import { serverNow } from "../../api/serverClock";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { when } from "../../ui/datetime";
import { Working } from "../../ui/Working";

type Props = {
  result: BulkResult;
  action: BulkAction;
  zone: string;
  busy: boolean;
  onBack: () => void;
  onConfirm: () => void;
};

/** What was pressed is hidden now: the answer has the focus, is read out, and Tab goes on from it. */
const takeFocus = (answer: HTMLElement | null) => answer?.focus();

/** What becomes of each, before anything is changed. */
export function BulkPreview({ result, action, zone, busy, onBack, onConfirm }: Props) {
  const { items, told, problems, changed } = result;
  const hinted = items.filter(({ hints }) => hints.length > 0).length;
  const nothing = changed === 0 && action !== "remind";
  return (
    <div className="stack">
      <p role="status" tabIndex={-1} ref={takeFocus}>
        {problems > 0 ? (
          <Plural
            value={problems}
            one="# of them cannot: nothing is changed as long as it is among them."
            other="# of them cannot: nothing is changed as long as they are among them."
          />
        ) : nothing ? (
          <Trans>Nothing would be different.</Trans>
        ) : (
          <>
            {action !== "remind" && (
              <Plural value={changed} one="# interview changes. " other="# interviews change. " />
            )}
            <Plural value={told} one="# mail goes out." other="# mails go out." />
            {hinted > 0 && (
              <>
                {" "}
                <Trans>Something speaks against {hinted} of them: read it below.</Trans>
              </>
            )}
          </>
        )}
      </p>
      {/* A list that scrolls must be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <ul className="bulk-choice" tabIndex={0}>
        {items.map((item) => (
          <li key={item.id}>
            <p>{item.student.name}</p>
            {item.problem ? (
              <Banner tone="bad">{item.problem}</Banner>
            ) : (
              <p className="small quiet">
                <Becomes item={item} zone={zone} />
              </p>
            )}
            {item.hints.length > 0 && (
              <ul className="cautions">
                {item.hints.map((one) => (
                  <li key={one}>{one}</li>
                ))}
              </ul>
            )}
          </li>
        ))}
      </ul>
      {busy && (
        <Working>
          <Trans>All of them are being changed</Trans>
        </Working>
      )}
      <div className="dialog-actions">
        <Button onClick={onBack}>
          <Trans>Back</Trans>
        </Button>
        {problems === 0 && !nothing && (
          <Button tone="primary" aria-disabled={busy || undefined} onClick={onConfirm}>
            <Confirm action={action} />
          </Button>
        )}
      </div>
    </div>
  );
}

function Becomes({ item, zone }: { item: BulkItem; zone: string }) {
  const time = (instant: string) => when(instant, zone, serverNow());
  if (item.after_status === "cancelled") return <Trans>Cancelled: {time(item.before_time)}</Trans>;
  if (item.before_time !== item.after_time)
    return (
      <Trans>
        {time(item.before_time)} → {time(item.after_time)}
      </Trans>
    );
  if (item.before_lead.id !== item.after_lead.id)
    return (
      <Trans>
        {time(item.before_time)}: {item.before_lead.name} → {item.after_lead.name}
      </Trans>
    );
  return time(item.before_time);
}

function Confirm({ action }: { action: BulkAction }) {
  switch (action) {
    case "move":
      return <Trans>Move them all</Trans>;
    case "reassign":
      return <Trans>Give them all away</Trans>;
    case "cancel":
      return <Trans>Cancel them all</Trans>;
    case "remind":
      return <Trans>Remind them all</Trans>;
  }
}
