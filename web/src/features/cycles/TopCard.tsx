import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { selectTop } from "../../api/adminApi";
import type { Cycle, Selection } from "../../api/types";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { toast } from "../../ui/toast";
import { useCyclesChanged } from "./queries";

/** The best by score, looked at before it is done. */
export function TopCard({ cycle }: { cycle: Cycle }) {
  const { t } = useLingui();
  const [top, setTop] = useState("");
  const [crooked, setCrooked] = useState(false);
  const changed = useCyclesChanged();
  const look = useMutation({ mutationFn: (count: number) => selectTop(cycle.id, count, true) });
  const select = useMutation({
    mutationFn: (count: number) => selectTop(cycle.id, count, false),
    onSuccess: ({ selected }) => toast(t`${selected} more selected`),
    onSettled: () => {
      look.reset();
      return changed();
    },
  });
  const failed = look.error ?? select.error;
  const { form, refuse } = useFocusInvalid(failed);

  function submit(event: FormEvent) {
    event.preventDefault();
    const count = Number(top);
    const good = Number.isInteger(count) && count > 0;
    setCrooked(!good);
    if (!good) return refuse();
    look.mutate(count);
  }

  return (
    <section className="card tool" aria-labelledby="top">
      <h2 id="top">
        <Trans>Select by score</Trans>
      </h2>
      <form className="tool-line" ref={form} noValidate onSubmit={submit}>
        <TextField
          label={t`How many`}
          hint={t`The best by score become selected. Nobody is deselected, and a tie is never split.`}
          type="number"
          inputMode="numeric"
          min={1}
          value={top}
          onChange={(event) => setTop(event.target.value)}
          error={crooked ? t`Enter a whole number, 1 or more.` : failed ? errorWords(failed) : undefined}
        />
        <Button type="submit" aria-disabled={look.isPending}>
          <Trans>Show who that is…</Trans>
        </Button>
      </form>
      {look.data && (
        <Dialog title={<Trans>The best {top} by score</Trans>} onClose={look.reset}>
          <Outcome found={look.data} wanted={Number(top)} />
          <div className="dialog-actions">
            <Button onClick={look.reset}>
              <Trans>Close</Trans>
            </Button>
            <Button
              tone="primary"
              aria-disabled={look.data.selected === 0 || select.isPending}
              onClick={() => select.mutate(Number(top))}
            >
              <Plural value={look.data.selected} one="Select # applicant" other="Select # applicants" />
            </Button>
          </div>
        </Dialog>
      )}
    </section>
  );
}

function Outcome({ found, wanted }: { found: Selection; wanted: number }) {
  const { i18n } = useLingui();
  const { selected, already, cut_score: cut, total_selected: total, tied } = found;
  return (
    <>
      <p>
        <Plural
          value={selected}
          _0="Nobody more becomes selected"
          one="# applicant becomes selected"
          other="# applicants become selected"
        />
        {cut !== null && (
          <>
            {", "}
            <Trans>down to a score of {i18n.number(cut)}</Trans>
          </>
        )}
        .{" "}
        <Trans>
          {already} are selected already; then it is {total} in all.
        </Trans>
      </p>
      {tied.length > 0 && (
        <Banner tone="warn">
          <Trans>
            More than {wanted}, because the last place is shared by:{" "}
            {tied.map((one) => one.student_name).join(", ")}. Enter a smaller number to leave all of them out.
          </Trans>
        </Banner>
      )}
    </>
  );
}
