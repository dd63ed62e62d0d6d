import { Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { listPeople } from "../../api/adminApi";
import type { Role } from "../../api/types";
import { InviteDialog } from "../../features/people/InviteDialog";
import { PersonRow } from "../../features/people/PersonRow";
import { useRoleWords } from "../../features/people/useRoleWords";
import { LoadError } from "../../session/LoadError";
import { Page } from "../../session/Page";
import { Button } from "../../ui/Button";
import { SelectField, TextField } from "../../ui/Field";
import { Skeleton } from "../../ui/Skeleton";
import { useDebounced } from "../../ui/useDebounced";

const ROLES: readonly Role[] = ["admin", "interviewer", "student"];

export default function People() {
  const { t } = useLingui();
  const words = useRoleWords();
  const [inviting, setInviting] = useState(false);
  const [role, setRole] = useState<Role | "">("");
  const [q, setQ] = useState("");
  return (
    <Page
      title={t`People`}
      actions={
        <Button tone="primary" onClick={() => setInviting(true)}>
          <Trans>Invite a person</Trans>
        </Button>
      }
    >
      <search className="people-filters">
        <TextField
          label={t`Search`}
          type="search"
          placeholder={t`Name or e-mail`}
          value={q}
          onChange={(event) => setQ(event.target.value)}
        />
        <SelectField
          label={t`Role`}
          value={role}
          onChange={(event) => setRole(ROLES.find((one) => one === event.target.value) ?? "")}
        >
          <option value="">{t`Any role`}</option>
          {ROLES.map((one) => (
            <option key={one} value={one}>
              {words[one]}
            </option>
          ))}
        </SelectField>
      </search>
      <List role={role} q={useDebounced(q.trim(), 250)} />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}

function List({ role, q }: { role: Role | ""; q: string }) {
  const people = useQuery({
    queryKey: ["people", role, q],
    queryFn: () => listPeople({ ...(role && { role }), ...(q && { q }) }),
    placeholderData: keepPreviousData,
  });
  if (people.isPending) return <Skeleton lines={8} />;
  if (people.isError) return <LoadError error={people.error} retry={() => void people.refetch()} />;
  if (people.data.items.length === 0)
    return (
      <p className="card empty">
        <Trans>Nobody fits. Change the search or the role, or invite the person.</Trans>
      </p>
    );
  return (
    <ul className="card people">
      {people.data.items.map((person) => (
        <PersonRow key={person.id} person={person} />
      ))}
    </ul>
  );
}
