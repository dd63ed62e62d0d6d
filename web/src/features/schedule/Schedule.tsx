import { Trans } from "@lingui/react/macro";
import type { RefObject } from "react";
import type { Draft } from "../../api/scheduleApi";
import { LoadError } from "../../session/LoadError";
import { useTrouble } from "../../session/useTrouble";
import { Banner } from "../../ui/Banner";
import { Skeleton } from "../../ui/Skeleton";
import { useFocusOnStep } from "../../ui/useFocusOnStep";
import { Working } from "../../ui/Working";
import { Board } from "./Board";
import { DraftCard } from "./DraftCard";
import { Fairness } from "./Fairness";
import { MakeForm } from "./MakeForm";
import { useDraft } from "./queries";
import { Unplaced } from "./Unplaced";
import "./schedule.css";
import "../cycles/tools.css";

/** A whole cycle: made as a draft, looked at, published. */
export function Schedule({ cycleId }: { cycleId: string }) {
  const draft = useDraft(cycleId);
  const heading = useFocusOnStep(draft.data && (draft.data.draft?.status ?? "none"));
  const trouble = useTrouble(draft);
  if (trouble) return <LoadError error={trouble} retry={draft.refetch} />;
  if (!draft.data) return <Skeleton />;
  const known = draft.data.draft;
  const solving = known?.status === "solving";
  return (
    <div className="schedule">
      <section className="card schedule-card" aria-labelledby="make">
        <h2 id="make" tabIndex={-1} ref={solving ? heading : null}>
          <Trans>Give everybody a time</Trans>
        </h2>
        <p className="quiet">
          <Trans>
            From interviewers’ hours and what applicants answered, all at once. Confirmed interviews stay
            where they are, unless they cannot or somebody else would be left without a place.
          </Trans>
        </p>
        {solving ? <Making /> : <MakeForm cycleId={cycleId} before={known} />}
        <p className="hidden-visually" role="status">
          {known?.status === "ready" && <Trans>The draft is ready.</Trans>}
        </p>
      </section>
      {known && <Made draft={known} heading={heading} />}
    </div>
  );
}

function Making() {
  return (
    <Working>
      <Trans>
        The schedule is being made. That takes a few seconds, with thousands of applicants half a minute.
      </Trans>
    </Working>
  );
}

type MadeProps = { draft: Draft; heading: RefObject<HTMLHeadingElement | null> };

function Made({ draft, heading }: MadeProps) {
  if (draft.status === "solving") return null;
  if (draft.status === "failed")
    return (
      <Banner tone="bad" role="alert">
        <Failed draft={draft} />
      </Banner>
    );
  return (
    <>
      <DraftCard draft={draft} heading={heading} />
      <Unplaced draft={draft} />
      <Fairness draft={draft} />
      <Board draft={draft} />
    </>
  );
}

function Failed({ draft: { failure } }: { draft: Draft }) {
  if (failure === "too_long")
    return (
      <Trans>
        It took more than two minutes and was given up. Ask applicants for fewer days, then try again.
      </Trans>
    );
  if (failure === "interrupted")
    return (
      <Trans>The server was stopped while it made this draft. Make it again; nothing was changed.</Trans>
    );
  return <Trans>The draft could not be made. Try again; if it stays, tell whoever runs the server.</Trans>;
}
