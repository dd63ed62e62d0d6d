import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { isApiError } from "../../api/errors";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextAreaField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { toast } from "../../ui/toast";

const LONGEST = 500;

type Props = {
  title: string;
  lead: string;
  /** Among whom one is chosen, where there are several. */
  people: readonly string[];
  declare: (position: number, reason: string) => Promise<unknown>;
  onClose: () => void;
};

/** That two people are not to meet in an interview, and why. */
export function ConflictDialog({ title, lead, people, declare, onClose }: Props) {
  const { t } = useLingui();
  const [position, setPosition] = useState(0);
  const [reason, setReason] = useState("");
  const [empty, setEmpty] = useState(false);
  const send = useMutation({
    mutationFn: () => declare(position, reason.trim()),
    onSuccess: () => {
      toast(t`The office knows`);
      onClose();
    },
  });
  const { form, refuse } = useFocusInvalid(send.error);
  const fields = isApiError(send.error) ? send.error.fields : {};

  function submit(event: FormEvent) {
    event.preventDefault();
    setEmpty(reason.trim() === "");
    if (reason.trim() === "") return refuse();
    if (!send.isPending) send.mutate();
  }

  return (
    <Dialog title={title} onClose={onClose}>
      <form className="stack" ref={form} noValidate onSubmit={submit}>
        <p>{lead}</p>
        {send.error && !fields["reason"] && (
          <Banner tone="bad" role="alert">
            {errorWords(send.error)}
          </Banner>
        )}
        {people.length > 1 && (
          <SelectField
            label={t`Who`}
            value={String(position)}
            onChange={(event) => setPosition(Number(event.target.value))}
          >
            {people.map((name, place) => (
              <option key={name} value={place}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <TextAreaField
          label={t`How you know each other`}
          hint={t`For example: family, neighbors, a teacher. Only the office reads it.`}
          value={reason}
          maxLength={LONGEST}
          onChange={(event) => setReason(event.target.value)}
          error={empty ? t`Say it in a few words.` : fields["reason"]?.message}
        />
        <div className="dialog-actions">
          <Button onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
          <Button type="submit" tone="primary" aria-disabled={send.isPending || undefined}>
            <Trans>Tell the office</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
