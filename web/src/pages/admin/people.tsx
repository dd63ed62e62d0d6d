import "../../officeWords";
import { Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useLocation, useSearch } from "wouter";
import { listPeople } from "../../api/adminApi";
import type { Role } from "../../api/types";
import { InviteDialog } from "../../features/people/InviteDialog";
import { PersonRow } from "../../features/people/PersonRow";
import { useRoleWords } from "../../features/people/useRoleWords";
import { LoadError } from "../../session/LoadError";
import { LoadMore } from "../../session/LoadMore";
import { Page } from "../../session/Page";
import { useTrouble } from "../../session/useTrouble";
import { Button } from "../../ui/Button";
import { SelectField } from "../../ui/Field";
import { SearchField } from "../../ui/SearchField";
import { Skeleton } from "../../ui/Skeleton";
import { withQuery } from "../../ui/withQuery";

const PAGE_SIZE = 50;
const ROLES: readonly Role[] = ["admin", "interviewer", "student"];

export default function People() {
  const { t } = useLingui();
  const words = useRoleWords();
  const [inviting, setInviting] = useState(false);
  const [, navigate] = useLocation();
  const params = new URLSearchParams(useSearch());
  const q = params.get("q") ?? "";
  const role = ROLES.find((one) => one === params.get("role")) ?? "";
  const show = (some: { q: string } | { role: string }) =>
    navigate(withQuery("/admin/people", { q, role, ...some }), { replace: true });
  return (
    <Page
      title={t`People`}
      actions={
        <Button tone="primary" onClick={() => setInviting(true)}>
          <Trans>Invite a person</Trans>
        </Button>
      }
    >
      <search className="list-filters">
        <SearchField value={q} placeholder={t`Name or e-mail`} onChange={(typed) => show({ q: typed })} />
        <SelectField label={t`Role`} value={role} onChange={(event) => show({ role: event.target.value })}>
          <option value="">{t`Any role`}</option>
          {ROLES.map((one) => (
            <option key={one} value={one}>
              {words[one]}
            </option>
          ))}
        </SelectField>
      </search>
      <List role={role} q={q.trim()} />
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}

function List({ role, q }: { role: Role | ""; q: string }) {
  const people = useInfiniteQuery({
    queryKey: ["people", role, q],
    queryFn: ({ pageParam }) =>
      listPeople({
        limit: PAGE_SIZE,
        ...(role && { role }),
        ...(q && { q }),
        ...(pageParam && { cursor: pageParam }),
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const trouble = useTrouble(people);
  if (trouble) return <LoadError error={trouble} retry={people.refetch} />;
  if (!people.data) return <Skeleton lines={8} />;
  const found = people.data.pages.flatMap((page) => page.items);
  if (found.length === 0)
    return (
      <p className="card empty">
        <Trans>Nobody fits. Change the search or the role, or invite the person.</Trans>
      </p>
    );
  return (
    <>
      <ul className="card people">
        {found.map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ul>
      <LoadMore list={people} shown={found.length} />
    </>
  );
}
