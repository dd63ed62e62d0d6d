import { Trans, useLingui } from "@lingui/react/macro";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type KeyboardEvent, useState } from "react";
import { ComboBox, FieldError, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { listApplications, listCycles } from "../../api/adminApi";
import type { Application } from "../../api/types";
import { useDebounced } from "../../ui/useDebounced";

export type Applicant = Application & { cycle_name: string };

type Props = {
  chosen: Applicant | null;
  error?: string | undefined;
  onChoose: (applicant: Applicant | null) => void;
};

/** Searches the selected applications without a scheduled interview, over the cycles in `selection`. */
async function findApplicants(q: string): Promise<Applicant[]> {
  const cycles = (await listCycles()).items.filter((cycle) => cycle.phase === "selection");
  const found = await Promise.all(
    cycles.map(async (cycle) => {
      const { items } = await listApplications(cycle.id, { status: "selected", q, limit: 100 });
      return items.map((application) => ({ ...application, cycle_name: cycle.name }));
    }),
  );
  return found
    .flat()
    .filter((application) => application.scheduled_interview_id === null)
    .sort((a, b) => a.student.name.localeCompare(b.student.name));
}

export function ApplicantField({ chosen, error, onChoose }: Props) {
  const { t } = useLingui();
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const [text, setText] = useState(chosen?.student.name ?? "");
  // Once somebody is chosen their name stands in the field; the list then offers everybody again.
  const q = useDebounced(text === chosen?.student.name ? "" : text.trim(), 200);
  const search = useQuery({
    queryKey: ["applicants", q],
    queryFn: () => findApplicants(q),
    placeholderData: keepPreviousData,
  });
  const found = search.data ?? [];
  const offered = chosen && !found.some((one) => one.id === chosen.id) ? [chosen, ...found] : found;

  // Text and choice are both ours to keep in step: nobody else writes the name into the field.
  function choose(applicant: Applicant | null) {
    setText(applicant?.student.name ?? "");
    onChoose(applicant);
  }

  return (
    <ComboBox
      className="field"
      items={offered}
      inputValue={text}
      onInputChange={setText}
      value={chosen?.id ?? null}
      onChange={(key) => choose(offered.find((one) => one.id === key) ?? null)}
      menuTrigger="focus"
      allowsEmptyCollection
      isInvalid={error !== undefined}
      validationBehavior="aria"
    >
      <Label>
        <Trans>Applicant</Trans>
      </Label>
      <Input
        className="control"
        placeholder={t`Type a name, an e-mail address or a programme`}
        onKeyDown={keepDialogOpen}
      />
      <FieldError className="error">{error}</FieldError>
      {/* Inside the dialog: whatever lies outside a modal dialog cannot be clicked. */}
      <div ref={setFrame} />
      <Popover
        className="combo-list"
        maxHeight={300}
        placement="bottom start"
        {...(frame && { UNSTABLE_portalContainer: frame })}
      >
        <ListBox<Applicant>
          renderEmptyState={() => (
            <p className="combo-empty">
              {search.isPending ? (
                <Trans>Searching…</Trans>
              ) : (
                <Trans>No selected applicant without an interview fits.</Trans>
              )}
            </p>
          )}
        >
          {(application) => (
            <ListBoxItem id={application.id} textValue={application.student.name} className="combo-option">
              <span>{application.student.name}</span>
              <span className="tiny quiet">
                {application.programme} · {application.cycle_name} · {application.student.email}
              </span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** Escape closes the list that is open, and only then, pressed again, the dialog around it. */
function keepDialogOpen(event: KeyboardEvent<HTMLInputElement>) {
  const listIsOpen = event.currentTarget.getAttribute("aria-expanded") === "true";
  if (event.key === "Escape" && listIsOpen) event.preventDefault();
}
