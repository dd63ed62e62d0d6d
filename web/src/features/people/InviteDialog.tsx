import { Trans, useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { type Invitation, inviteByMail, invitePerson } from "../../api/adminApi";
import { isApiError } from "../../api/errors";
import type { Person, Role } from "../../api/types";
import { errorWords } from "../../api/words";
import { useOffice } from "../../session/session";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { SelectField, TextField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { TimeZoneField } from "../../ui/TimeZoneField";
import { OneTimeLink, OnItsWay } from "./OneTimeLink";
import { useGoesNowhere } from "./useGoesNowhere";
import { useRoleWords } from "./useRoleWords";

const ROLES: readonly Role[] = ["interviewer", "admin", "student"];

/** `link` is null where it goes by mail: then only the mail holds it. */
type Invited = { person: Person; link: string | null };
type Asked = { person: Invitation; byMail: boolean };

const invite = async ({ person, byMail }: Asked): Promise<Invited> =>
  byMail ? { person: await inviteByMail(person), link: null } : invitePerson(person);

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const inviting = useMutation({
    mutationFn: invite,
    onSuccess: () => client.invalidateQueries({ queryKey: ["people"] }),
  });
  if (inviting.data) {
    const { person, link } = inviting.data;
    return (
      <Dialog key="done" title={<Trans>{person.name} is invited</Trans>} onClose={onClose}>
        {link === null ? <OnItsWay email={person.email} /> : <OneTimeLink link={link} name={person.name} />}
        <div className="dialog-actions">
          <Button tone="primary" onClick={onClose}>
            <Trans>Done</Trans>
          </Button>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog key="form" title={<Trans>Invite a person</Trans>} onClose={onClose}>
      <InviteForm send={inviting.mutate} busy={inviting.isPending} error={inviting.error} onClose={onClose} />
    </Dialog>
  );
}

type FormProps = {
  send: (asked: Asked) => void;
  busy: boolean;
  error: unknown;
  onClose: () => void;
};

function InviteForm({ send, busy, error, onClose }: FormProps) {
  const { t } = useLingui();
  const words = useRoleWords();
  const office = useOffice();
  const [zone, setZone] = useState<string | null>(null);
  const [byMail, setByMail] = useState(false);
  const { form } = useFocusInvalid(error);
  const fields = isApiError(error) ? error.fields : {};
  const timeZone = zone ?? office?.time_zone ?? "UTC";

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const entered = new FormData(event.currentTarget);
    const role = ROLES.find((one) => one === entered.get("role")) ?? "interviewer";
    const [name, email] = [String(entered.get("name")).trim(), String(entered.get("email")).trim()];
    if (!busy) send({ person: { name, email, role, time_zone: timeZone }, byMail });
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
      <LinkField byMail={byMail} onChange={setByMail} />
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

function LinkField({ byMail, onChange }: { byMail: boolean; onChange: (byMail: boolean) => void }) {
  const { t } = useLingui();
  const goesNowhere = useGoesNowhere(byMail);
  return (
    <SelectField
      label={t`The link to choose a password`}
      value={byMail ? "mail" : "shown"}
      onChange={(event) => onChange(event.target.value === "mail")}
      cautions={
        goesNowhere ? [t`No mail server is set up: a mail would only be kept in a folder of the server.`] : []
      }
    >
      <option value="shown">{t`I pass it on myself`}</option>
      <option value="mail">{t`Send it by mail`}</option>
    </SelectField>
  );
}
