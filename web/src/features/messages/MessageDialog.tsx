import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { messageFile, readMessage, sendAgain } from "../../api/messagesApi";
import { errorWords } from "../../api/words";
import { LoadError } from "../../session/LoadError";
import { useTrouble } from "../../session/useTrouble";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { Skeleton } from "../../ui/Skeleton";
import { toast } from "../../ui/toast";

type Props = { id: string; title: string; onClose: () => void };

export function MessageDialog({ id, title, onClose }: Props) {
  const { t } = useLingui();
  const client = useQueryClient();
  const message = useQuery({ queryKey: ["message", id], queryFn: () => readMessage(id) });
  const trouble = useTrouble(message);
  const again = useMutation({
    mutationFn: () => sendAgain(id),
    onSuccess: async () => {
      toast(t`It is sent again`);
      await client.invalidateQueries({ queryKey: ["messages"] });
      onClose();
    },
  });
  const stuck = message.data?.status === "failed" || message.data?.status === "unconfirmed";
  return (
    <Dialog title={title} wide onClose={onClose}>
      {trouble ? (
        <LoadError error={trouble} retry={message.refetch} />
      ) : (
        !message.data && <Skeleton lines={6} />
      )}
      {message.data && (
        <>
          <pre className="message-text">{message.data.text}</pre>
          {message.data.invitations > 0 && (
            <p className="small quiet">
              <Plural
                value={message.data.invitations}
                one="An invitation for the calendar is attached."
                other="# invitations for the calendar are attached."
              />
            </p>
          )}
        </>
      )}
      {again.error && (
        <Banner tone="bad" role="alert">
          {errorWords(again.error)}
        </Banner>
      )}
      <div className="dialog-actions">
        <a className="button" href={messageFile(id)} download>
          <Trans>Download as mail</Trans>
        </a>
        {stuck && (
          <Button tone="primary" aria-disabled={again.isPending || undefined} onClick={() => again.mutate()}>
            <Trans>Send again</Trans>
          </Button>
        )}
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
