import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { useLocation } from "wouter";
import { isApiError } from "../../api/errors";
import { errorWords } from "../../api/words";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { useCreateCycle } from "./queries";

export function NewCycleDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const [, navigate] = useLocation();
  const [name, setName] = useState("");
  const [missing, setMissing] = useState(false);
  const create = useCreateCycle();
  const { form, refuse } = useFocusInvalid(create.error);
  const refused = isApiError(create.error) && create.error.fields["name"]?.message;

  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(!name.trim());
    if (!name.trim()) return refuse();
    create.mutate(name.trim(), { onSuccess: ({ id }) => navigate(`/admin/cycles/${id}`) });
  }

  return (
    <Dialog title={<Trans>New cycle</Trans>} onClose={onClose}>
      <form className="stack" ref={form} noValidate onSubmit={submit}>
        <TextField
          label={t`Name`}
          hint={t`Students see it, for example “Autumn 2027 intake”. Submissions open at once.`}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={refused || (create.error ? errorWords(create.error) : missing && t`Give the cycle a name.`)}
        />
        <div className="dialog-actions">
          <Button onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
          <Button type="submit" tone="primary" aria-disabled={create.isPending}>
            <Trans>Create cycle</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
