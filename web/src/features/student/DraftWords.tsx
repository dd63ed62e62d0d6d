import { Trans } from "@lingui/react/macro";
import { serverNow } from "../../api/serverClock";
import { errorWords } from "../../api/words";
import { useMe } from "../../session/session";
import { when } from "../../ui/datetime";
import type { DraftState } from "./draftSaver";

type Props = { state: DraftState; savedAt: string | null };

/** How far saving has come. Only trouble is announced: the rest would talk over typing. */
export function DraftWords({ state, savedAt }: Props) {
  const trouble = state.tag === "failed" || state.tag === "refused";
  return (
    <div className="small quiet">
      {trouble ? null : (
        <p>
          <Quiet tag={state.tag} savedAt={savedAt} />
        </p>
      )}
      <div role="status">
        {state.tag === "failed" ? (
          <p>
            <Trans>Not saved yet: the server cannot be reached. This page keeps trying.</Trans>
          </p>
        ) : state.tag === "refused" ? (
          <p>
            <Trans>Not saved.</Trans> {errorWords(state.error)}
          </p>
        ) : null}
      </div>
    </div>
  );
}

function Quiet({ tag, savedAt }: { tag: DraftState["tag"]; savedAt: string | null }) {
  const { time_zone: zone } = useMe();
  if (tag === "saved") {
    return <Trans>Saved. Nobody sees it before you send it; you can go on later, on any device.</Trans>;
  }
  if (tag !== "untouched") return <Trans>Saving…</Trans>;
  return savedAt ? (
    <Trans>Your draft of {when(savedAt, zone, serverNow())}. Nobody sees it before you send it.</Trans>
  ) : (
    <Trans>What you write is saved as you go. Nobody sees it before you send it.</Trans>
  );
}
