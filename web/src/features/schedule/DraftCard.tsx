import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { type RefObject, useState } from "react";
import type { Draft } from "../../api/scheduleApi";
import { errorWords } from "../../api/words";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { toast } from "../../ui/toast";
import { Working } from "../../ui/Working";
import { useDiscard, usePublish } from "./queries";

type Props = { draft: Draft; heading: RefObject<HTMLHeadingElement | null> };

/** What a draft would change, and whether it may. */
export function DraftCard({ draft, heading }: Props) {
  const [asking, setAsking] = useState<"publish" | "discard" | null>(null);
  const close = () => setAsking(null);
  const ready = draft.status === "ready";
  return (
    <section className="card schedule-card" aria-labelledby="draft">
      <h2 id="draft" tabIndex={-1} ref={heading}>
        {ready ? <Trans>The draft</Trans> : <Trans>Published</Trans>}
      </h2>
      <Counts draft={draft} />
      {draft.larger > 0 && (
        <p className="quiet">
          <Plural
            value={draft.larger}
            one="# interview with three interviewers stays as it is: whoever is away has to be replaced by hand."
            other="# interviews with three interviewers stay as they are: whoever is away has to be replaced by hand."
          />
        </p>
      )}
      {ready && (
        <p className="quiet">
          <Best draft={draft} />{" "}
          <Trans>Nothing of this holds, and nobody is told, before you publish it.</Trans>
        </p>
      )}
      {ready && (
        <div className="tool-actions">
          <Button tone="primary" onClick={() => setAsking("publish")}>
            <Trans>Publish…</Trans>
          </Button>
          <Button onClick={() => setAsking("discard")}>
            <Trans>Throw it away…</Trans>
          </Button>
        </div>
      )}
      {asking === "publish" && <PublishDialog draft={draft} onClose={close} />}
      {asking === "discard" && <DiscardDialog draft={draft} onClose={close} />}
    </section>
  );
}

function Counts({ draft: { counts } }: { draft: Draft }) {
  return (
    <dl className="schedule-counts">
      <div>
        <dt>
          <Trans>New</Trans>
        </dt>
        <dd>{counts.new}</dd>
      </div>
      <div>
        <dt>
          <Trans>Moved</Trans>
        </dt>
        <dd>{counts.moved}</dd>
      </div>
      <div>
        <dt>
          <Trans>Unchanged</Trans>
        </dt>
        <dd>{counts.unchanged}</dd>
      </div>
      <div>
        <dt>
          <Trans>Without a place</Trans>
        </dt>
        <dd>{counts.unplaced}</dd>
      </div>
    </dl>
  );
}

function Best({ draft: { choice, proved, version } }: { draft: Draft }) {
  if (version > 1) return <Trans>You have changed it by hand.</Trans>;
  if (!proved)
    return (
      <Trans>
        For panels, times are found first and then two people for each: good, not proved to be best.
      </Trans>
    );
  if (choice === null) return <Trans>No other schedule is better by the rules of this office.</Trans>;
  return (
    <Trans>No other schedule is better in which each applicant has {choice} times to choose from.</Trans>
  );
}

function PublishDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { t } = useLingui();
  const publish = usePublish(draft.cycle_id);
  const { counts } = draft;

  function confirm() {
    publish.mutate(draft, {
      onSuccess: () => {
        toast(t`Published`);
        onClose();
      },
    });
  }

  return (
    <ConfirmDialog
      title={<Trans>Publish this schedule?</Trans>}
      confirm={<Trans>Publish</Trans>}
      keep={<Trans>Not yet</Trans>}
      busy={publish.isPending}
      error={publish.error && errorWords(publish.error)}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        <Plural value={counts.new} _0="No new interview" one="# new interview" other="# new interviews" />
        {", "}
        <Plural value={counts.moved} _0="none moved" one="# moved" other="# moved" />
        {". "}
        <Trans>All of it at once; {counts.unchanged} others stay as they are.</Trans>{" "}
        {counts.unplaced > 0 && (
          <Plural
            value={counts.unplaced}
            one="# applicant has no place in it and is left as they are."
            other="# applicants have no place in it and are left as they are."
          />
        )}
      </p>
      {publish.isPending && (
        <Working>
          <Trans>
            The schedule is being published. That takes a few seconds, with thousands of interviews half a
            minute.
          </Trans>
        </Working>
      )}
    </ConfirmDialog>
  );
}

function DiscardDialog({ draft, onClose }: { draft: Draft; onClose: () => void }) {
  const { t } = useLingui();
  const discard = useDiscard(draft.cycle_id);

  function confirm() {
    discard.mutate(draft, {
      onSuccess: () => {
        toast(t`The draft is thrown away`);
        onClose();
      },
    });
  }

  return (
    <ConfirmDialog
      title={<Trans>Throw this draft away?</Trans>}
      confirm={<Trans>Throw it away</Trans>}
      keep={<Trans>Keep it</Trans>}
      danger
      busy={discard.isPending}
      error={discard.error && errorWords(discard.error)}
      onConfirm={confirm}
      onClose={onClose}
    >
      <p>
        <Trans>What you changed in it by hand goes, too. Interviews that are set stay as they are.</Trans>
      </p>
    </ConfirmDialog>
  );
}
