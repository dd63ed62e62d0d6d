import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { changeApplications } from "../../api/adminApi";
import type { Cycle } from "../../api/types";
import { errorWords } from "../../api/words";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { toast } from "../../ui/toast";
import { useFocusStays } from "../../ui/useFocusStays";
import type { toMatch } from "./applicationFilters";
import { BULK_CHANGES, type BulkMove, bulkMoves } from "./bulkMoves";
import { type Chosen, NOBODY } from "./chosen";
import { useCyclesChanged } from "./queries";

type Props = {
  cycle: Cycle;
  match: ReturnType<typeof toMatch>;
  /** Ids of the rows on the page. */
  shown: readonly string[];
  /** More rows fit than are on the page. */
  more: boolean;
  chosen: Chosen;
  onChoose: (chosen: Chosen) => void;
};

/** Choosing many, and what can be done to them: to all of them, or, when one refuses, to none. */
export function BulkBar({ cycle, match, shown, more, chosen, onChoose }: Props) {
  const { t } = useLingui();
  const changed = useCyclesChanged();
  const box = useFocusStays<HTMLFieldSetElement>();
  const change = useMutation({
    mutationFn: (move: BulkMove) =>
      changeApplications(cycle.id, {
        change: BULK_CHANGES[move],
        ...(chosen.tag === "all" ? { matching: match } : { ids: [...chosen.ids] }),
      }),
    onSuccess: ({ changed: count }) => {
      toast(t`${count} changed`);
      onChoose(NOBODY);
    },
    onSettled: changed,
  });
  const [asking, setAsking] = useState<BulkMove | null>(null);
  const begin = (move: BulkMove) => (chosen.tag === "all" ? setAsking(move) : change.mutate(move));
  const nobody = chosen.tag === "some" && chosen.ids.size === 0;
  const whole = chosen.tag === "all" || (shown.length > 0 && shown.every((id) => chosen.ids.has(id)));
  return (
    <fieldset className="bulk" {...box}>
      <legend className="hidden-visually">
        <Trans>Change many at once</Trans>
      </legend>
      <label className="bulk-all">
        <input
          type="checkbox"
          checked={whole}
          onChange={() => onChoose(whole ? NOBODY : { tag: "some", ids: new Set(shown) })}
        />
        <Trans>All on this page</Trans>
      </label>
      {more && whole && chosen.tag === "some" && (
        <Button small onClick={() => onChoose({ tag: "all" })}>
          <Trans>Choose all that fit, on other pages too</Trans>
        </Button>
      )}
      <p role="status" className="small quiet">
        {chosen.tag === "all" ? (
          <Trans>All that fit are chosen</Trans>
        ) : (
          <Plural value={chosen.ids.size} one="# chosen" other="# chosen" />
        )}
      </p>
      <div className="bulk-moves">
        {bulkMoves(cycle.phase).map((move) => (
          <Button key={move} small aria-disabled={nobody || change.isPending} onClick={() => begin(move)}>
            <BulkWords move={move} />
          </Button>
        ))}
      </div>
      {asking && (
        <ConfirmDialog
          title={<BulkWords move={asking} />}
          confirm={<Trans>Change them all</Trans>}
          onConfirm={() => {
            setAsking(null);
            change.mutate(asking);
          }}
          onClose={() => setAsking(null)}
        >
          <p>
            <Trans>This changes every application that fits the filters, on all pages.</Trans>
          </p>
        </ConfirmDialog>
      )}
      {change.error && (
        <p className="application-problem" role="alert">
          {errorWords(change.error)}
        </p>
      )}
    </fieldset>
  );
}

function BulkWords({ move }: { move: BulkMove }) {
  switch (move) {
    case "check":
      return <Trans>Mark chosen checked</Trans>;
    case "uncheck":
      return <Trans>Mark chosen not checked</Trans>;
    case "select":
      return <Trans>Select chosen</Trans>;
    case "reject":
      return <Trans>Do not select chosen</Trans>;
    case "undecide":
      return <Trans>Chosen are undecided again</Trans>;
  }
}
