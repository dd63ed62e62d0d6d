import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { changePerson } from "../../api/adminApi";
import { isApiError } from "../../api/errors";
import type { Person, Role } from "../../api/types";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { TimeZoneField } from "../../ui/TimeZoneField";
import { useRoleWords } from "./useRoleWords";

const OFFICE: readonly Role[] = ["interviewer", "admin"];

export function usePersonChange(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (change: Parameters<typeof changePerson>[1]) => changePerson(id, change),
    // Names and zones stand on every page.
    onSettled: () => client.invalidateQueries(),
  });
}

/** Name, time zone, and for the office its two roles: a student stays a student. */
export function EditPersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const { t } = useLingui();
  const words = useRoleWords();
  const change = usePersonChange(person.id);
  const [name, setName] = useState(person.name);
  const [zone, setZone] = useState(person.time_zone);
  const [role, setRole] = useState(person.role);
  const { form } = useFocusInvalid(change.error);
  const fields = isApiError(change.error) ? change.error.fields : {};

  function submit(event: FormEvent) {
    event.preventDefault();
    const asked = { name: name.trim(), time_zone: zone, ...(role !== person.role && { role }) };
    if (!change.isPending) change.mutate(asked, { onSuccess: onClose });
  }

  return (
    <Dialog title={<Trans>Change {person.name}</Trans>} onClose={onClose}>
      <form className="stack" ref={form} noValidate onSubmit={submit}>
        {change.error && Object.keys(fields).length === 0 && (
          <Banner tone="bad" role="alert">
            {errorWords(change.error)}
          </Banner>
        )}
        <TextField
          label={t`Name`}
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={fields["name"]?.message}
        />
        {person.role !== "student" && (
          <SelectField
            label={t`Role`}
            hint={t`A new role takes effect at the next sign-in: open sessions end.`}
            value={role}
            onChange={(event) => setRole(OFFICE.find((one) => one === event.target.value) ?? role)}
            error={fields["role"]?.message}
          >
            {OFFICE.map((one) => (
              <option key={one} value={one}>
                {words[one]}
              </option>
            ))}
          </SelectField>
        )}
        <TimeZoneField
          label={t`Time zone`}
          value={zone}
          onChange={setZone}
          error={fields["time_zone"]?.message}
        />
        <div className="dialog-actions">
          <Button onClick={onClose}>
            <Trans>Close</Trans>
          </Button>
          <Button type="submit" tone="primary" aria-disabled={change.isPending || undefined}>
            <Trans>Save</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function DisablePersonDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const change = usePersonChange(person.id);
  return (
    <ConfirmDialog
      title={<Trans>Disable {person.name}?</Trans>}
      confirm={<Trans>Disable</Trans>}
      danger
      busy={change.isPending}
      error={change.error && errorWords(change.error)}
      onConfirm={() => change.mutate({ disabled: true }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <p>
        <Trans>
          They are signed out everywhere and cannot sign in until you enable the account again. Nothing they
          did is lost, and their interviews stay as they are.
        </Trans>
      </p>
    </ConfirmDialog>
  );
}
