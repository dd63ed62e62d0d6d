import { Trans, useLingui } from "@lingui/react/macro";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { isApiError } from "../../api/errors";
import { listOwnInterviews } from "../../api/interviewerApi";
import type { OfficeInterview } from "../../api/types";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextAreaField } from "../../ui/Field";
import { toast } from "../../ui/toast";
import { useChangeOwnInterview } from "./ownQueries";

/** When somebody else wrote meanwhile, both texts are shown: no note is lost either way. */
export function NotesDialog({ interview, onClose }: { interview: OfficeInterview; onClose: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [base, setBase] = useState(interview);
  const [notes, setNotes] = useState(interview.notes);
  const [clash, setClash] = useState(false);
  const change = useChangeOwnInterview();

  async function takeNewest() {
    const { items } = await client.fetchQuery({
      queryKey: ["own-interviews"],
      queryFn: () => listOwnInterviews(),
      staleTime: 0,
    });
    const newest = items.find((one) => one.id === base.id);
    if (!newest) return;
    if (newest.notes !== base.notes) setNotes(`${newest.notes}\n\n${notes}`);
    setBase(newest);
    setClash(true);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    change.mutate(
      { id: base.id, version: base.version, notes },
      {
        onSuccess: () => {
          toast(t`Notes saved`);
          onClose();
        },
        onError: (error) => {
          if (isApiError(error, "stale_version")) void takeNewest();
        },
      },
    );
  }

  return (
    <Dialog title={<Trans>Notes on {base.student.name}</Trans>} onClose={onClose}>
      <form className="stack" noValidate onSubmit={submit}>
        {change.error && (
          <Banner tone="bad" role="alert">
            {clash ? (
              <Trans>
                Somebody else changed this interview in the meantime. Their notes now stand above yours: look
                through both and save again.
              </Trans>
            ) : (
              errorWords(change.error)
            )}
          </Banner>
        )}
        <TextAreaField
          label={t`Notes`}
          hint={t`For the office only: students never see them.`}
          rows={10}
          value={notes}
          onChange={(event) => setNotes(event.target.value)}
        />
        <div className="dialog-actions">
          <Button onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
          <Button type="submit" tone="primary" aria-disabled={change.isPending}>
            <Trans>Save</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
