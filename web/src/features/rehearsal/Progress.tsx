import { Trans } from "@lingui/react/macro";
import { errorWords } from "../../api/words";
import type { CheckState } from "./useConnectionCheck";

/** What the check is doing, in words: it takes seconds. */
export function Progress({ state, listening }: { state: CheckState; listening: boolean }) {
  switch (state.tag) {
    case "idle":
      return (
        <Trans>It takes some ten seconds: three tones, and a test of your connection. Say a few words.</Trans>
      );
    case "running":
      return state.stage === "reaching" ? (
        <Trans>Looking for a way through your network…</Trans>
      ) : (
        <Trans>Measuring how well it goes…</Trans>
      );
    case "done":
      return listening ? <Trans>Say a few words, so that we know that you are heard…</Trans> : null;
    case "failed":
      return (
        <>
          <Trans>The check could not begin.</Trans> {errorWords(state.error)}
        </>
      );
  }
}
