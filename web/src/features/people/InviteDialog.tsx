import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { invitePerson } from "../../api/adminApi";
import { isApiError } from "../../api/errors";
import type { Role } from "../../api/types";
import { errorWords } from "../../api/words";
import { useOffice } from "../../session/session";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { TimeZoneField } from "../../ui/TimeZoneField";
import { useFocusInvalid } from "../../ui/useFocusInvalid";
import { OneTimeLink } from "./OneTimeLink";
import { useRoleWords } from "./useRoleWords";

const ROLES: readonly Role[] = ["interviewer", "admin", "student"];

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const invite = useMutation({
    mutationFn: invitePerson,
    onSuccess: () => client.invalidateQueries({ queryKey: ["people"] }),
  });
  if (invite.data)
    return (
      <Dialog key="done" title={<Trans>{invite.data.person.name} is invited</Trans>} onClose={onClose}>
        <OneTimeLink link={invite.data.link} name={invite.data.person.name} />
        <div className="dialog-actions">
          <Button tone="primary" onClick={onClose}>
            <Trans>Done</Trans>
          </Button>
        </div>
      </Dialog>
    );
  return (
    <Dialog key="form" title={<Trans>Invite a person</Trans>} onClose={onClose}>
      <InviteForm send={invite.mutate} busy={invite.isPending} error={invite.error} onClose={onClose} />
    </Dialog>
  );
}

type FormProps = {
  send: (person: Parameters<typeof invitePerson>[0]) => void;
  busy: boolean;
  error: unknown;
  onClose: () => void;
};

function InviteForm({ send, busy, error, onClose }: FormProps) {
  const { t } = useLingui();
  const words = useRoleWords();
  const office = useOffice();
  const [zone, setZone] = useState<string | null>(null);
  const { form } = useFocusInvalid(error);
  const fields = isApiError(error) ? error.fields : {};
  const timeZone = zone ?? office?.time_zone ?? "UTC";

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const role = ROLES.find((one) => one === entered.get("role")) ?? "interviewer";
    const [name, email] = [String(entered.get("name")).trim(), String(entered.get("email")).trim()];
    if (!busy) send({ name, email, role, time_zone: timeZone });
  }

  return (
    <form className="stack" ref={form} noValidate onSubmit={submit}>
      {error !== null && Object.keys(fields).length === 0 && (
        <Banner tone="bad" role="alert">
          {errorWords(error)}
        </Banner>
      )}
      <TextField label={t`Name`} name="name" autoComplete="off" error={fields["name"]?.message} />
      <TextField
        label={t`Email`}
        name="email"
        type="email"
        autoComplete="off"
        error={fields["email"]?.message}
      />
      <SelectField label={t`Role`} name="role" error={fields["role"]?.message}>
        {ROLES.map((role) => (
          <option key={role} value={role}>
            {words[role]}
          </option>
        ))}
      </SelectField>
      <TimeZoneField
        label={t`Time zone`}
        value={timeZone}
        onChange={setZone}
        error={fields["time_zone"]?.message}
      />
      <div className="dialog-actions">
        <Button onClick={onClose}>
          <Trans>Close</Trans>
        </Button>
        <Button type="submit" tone="primary" aria-disabled={busy || undefined}>
          <Trans>Invite</Trans>
        </Button>
      </div>
    </form>
  );
}
