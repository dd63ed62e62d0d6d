import { Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { listApplications } from "../../api/adminApi";
import type { Decision } from "../../api/conflictsApi";
import { Button } from "../../ui/Button";
import { SelectField, TextField } from "../../ui/Field";
import { useFocusInvalid } from "../../ui/forms";
import { SearchField } from "../../ui/SearchField";
import { useFocusStays } from "../../ui/useFocusStays";
import { useStaff } from "../interviews/queries";

const FOUND = 20;

type Props = { cycleId: string; busy: boolean; onDeclare: (body: Decision) => Promise<unknown> };

/** By the office, of anybody. */
export function DeclareForm({ cycleId, busy, onDeclare }: Props) {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  const box = useFocusStays<HTMLDivElement>();
  const [q, setQ] = useState("");
  const [student, setStudent] = useState("");
  const [staff, setStaff] = useState("");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<Record<string, string>>({});
  const { form, refuse } = useFocusInvalid(null);
  const office = useStaff();
  const name = q.trim();
  const found = useQuery({
    queryKey: ["applications", cycleId, "selected", name],
    queryFn: () => listApplications(cycleId, { status: "selected", limit: FOUND, ...(name && { q: name }) }),
    placeholderData: keepPreviousData,
    enabled: open,
  });

  async function submit(event: FormEvent) {
    event.preventDefault();
    const problems = {
      ...(!student && { student: t`Choose an applicant.` }),
      ...(!staff && { staff: t`Choose an interviewer.` }),
    };
    setMissing(problems);
    if (Object.keys(problems).length > 0) return refuse();
    if (busy) return;
    await onDeclare({
      staff_id: staff,
      student_id: student,
      holds: true,
      ...(reason.trim() && { reason: reason.trim() }),
    }).then(
      () => setOpen(false),
      () => undefined,
    );
  }

  if (!open)
    return (
      <div {...box}>
        <Button onClick={() => setOpen(true)}>
          <Trans>Declare one</Trans>
        </Button>
      </div>
    );
  return (
    <div {...box}>
      <form className="tool-line" ref={form} noValidate onSubmit={submit}>
        <SearchField label={t`Find an applicant`} value={q} onChange={setQ} autoFocus />
        <SelectField
          label={t`Applicant`}
          value={student}
          onChange={(event) => setStudent(event.target.value)}
          error={missing["student"]}
        >
          <option value="">{t`Choose…`}</option>
          {found.data?.items.map((one) => (
            <option key={one.student.id} value={one.student.id}>
              {one.student.name} · {one.programme}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t`Interviewer`}
          value={staff}
          onChange={(event) => setStaff(event.target.value)}
          error={missing["staff"]}
        >
          <option value="">{t`Choose…`}</option>
          {office.data?.map((one) => (
            <option key={one.id} value={one.id}>
              {one.name}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t`Reason`}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className="tool-actions">
          <Button type="submit" tone="primary" aria-disabled={busy || undefined}>
            <Trans>Keep them apart</Trans>
          </Button>
          <Button tone="plain" onClick={() => setOpen(false)}>
            <Trans>Back</Trans>
          </Button>
        </div>
      </form>
    </div>
  );
}
