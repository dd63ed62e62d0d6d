import { Plural, Trans } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { inviteCycle } from "../../api/adminApi";
import { saveFile } from "../../api/saveFile";
import type { Cycle } from "../../api/types";
import { errorWords } from "../../api/words";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";

/** One-time links for everybody of the cycle who cannot sign in yet, as a file. */
export function InvitationsCard({ cycle }: { cycle: Cycle }) {
  const [asking, setAsking] = useState(false);
  const invite = useMutation({
    mutationFn: () => inviteCycle(cycle.id),
    onSuccess: ({ file, count }) => {
      setAsking(false);
      if (count > 0) saveFile(file, "invitations.csv");
    },
  });
  function ask() {
    invite.reset();
    setAsking(true);
  }
  return (
    <section className="card tool" aria-labelledby="invitations">
      <h2 id="invitations">
        <Trans>Invitations</Trans>
      </h2>
      <p>
        <Trans>
          Students whose accounts came with an import have no password yet. This makes a one-time link for
          each of them, as a CSV file for your mail program.
        </Trans>
      </p>
      <p role="status" className="small quiet">
        {invite.data &&
          (invite.data.count === 0 ? (
            <Trans>Everybody of this cycle has a password already.</Trans>
          ) : (
            <Plural
              value={invite.data.count}
              one="The file with # link is in your downloads. It works for 7 days."
              other="The file with # links is in your downloads. They work for 7 days."
            />
          ))}
      </p>
      <div className="tool-actions">
        <Button onClick={ask}>
          <Trans>Make one-time links…</Trans>
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={<Trans>Make one-time links?</Trans>}
          confirm={<Trans>Make links</Trans>}
          busy={invite.isPending}
          error={invite.error && errorWords(invite.error)}
          onConfirm={() => invite.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>
            <Trans>
              Links you made for these students before stop working. Whoever holds a link can choose the
              password of that account, so keep the file to yourself.
            </Trans>
          </p>
        </ConfirmDialog>
      )}
    </section>
  );
}
