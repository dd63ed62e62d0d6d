import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import { isApiError } from "../../api/errors";
import { serverNow } from "../../api/serverClock";
import type { OpenCycle } from "../../api/types";
import { errorWords } from "../../api/words";
import { useMe } from "../../session/session";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { when } from "../../ui/datetime";
import { SelectField } from "../../ui/Field";
import { toast } from "../../ui/toast";
import { ApplicationFields } from "./ApplicationFields";
import { useApply } from "./queries";
import { useApplicationForm } from "./useApplicationForm";
import { type DraftState, useDraft } from "./useDraft";

const EMPTY = { programme: "", school: "", statement: "" };

type Props = { cycles: readonly OpenCycle[]; onSent: () => void };

/** Only there while a cycle takes applications and this student has none in it. */
export function ApplyForm({ cycles, onSent }: Props) {
  const { t } = useLingui();
  const [cycleId, setCycleId] = useState(cycles[0]?.id ?? "");
  // A cycle may open or close while the form is on screen.
  const chosen = cycles.find((cycle) => cycle.id === cycleId) ?? cycles[0];
  if (!chosen) return null;
  return (
    <div className="card apply">
      <h3 id="apply">
        {cycles.length === 1 ? <Trans>Apply for {chosen.name}</Trans> : <Trans>Apply</Trans>}
      </h3>
      {cycles.length > 1 ? (
        <SelectField
          label={t`Admission cycle`}
          value={chosen.id}
          onChange={(event) => setCycleId(event.currentTarget.value)}
        >
          {cycles.map((cycle) => (
            <option key={cycle.id} value={cycle.id}>
              {cycle.name}
            </option>
          ))}
        </SelectField>
      ) : null}
      <Form key={chosen.id} cycle={chosen} onSent={onSent} />
    </div>
  );
}

function Form({ cycle, onSent }: { cycle: OpenCycle; onSent: () => void }) {
  const { t } = useLingui();
  const apply = useApply();
  const { programme, school, statement } = cycle.draft ?? EMPTY;
  const form = useApplicationForm({ programme, school, statement }, apply.error);
  const draft = useDraft(cycle.id, form.values);
  const refusal = isApiError(apply.error) ? apply.error.fields["admission_cycle_id"]?.message : undefined;

  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!form.complete() || apply.isPending) return;
    draft.stop();
    apply.mutate(
      { admission_cycle_id: cycle.id, ...form.values },
      {
        onSuccess: () => {
          onSent();
          toast(t`Your application is with the office.`);
        },
      },
    );
  };
  return (
    <form className="apply-parts" onSubmit={send} aria-labelledby="apply" noValidate>
      {apply.error && (form.general || refusal) ? (
        <Banner tone="bad" role="alert">
          {refusal ?? errorWords(apply.error)}
        </Banner>
      ) : null}
      <ApplicationFields {...form} />
      <p className="small quiet" role="status">
        <DraftWords state={draft.state} savedAt={cycle.draft?.saved_at ?? null} />
      </p>
      <div>
        <Button type="submit" tone="primary" disabled={apply.isPending}>
          <Trans>Send application</Trans>
        </Button>
      </div>
    </form>
  );
}

function DraftWords({ state, savedAt }: { state: DraftState; savedAt: string | null }) {
  const { time_zone: zone } = useMe();
  switch (state) {
    case "saving":
      return <Trans>Saving…</Trans>;
    case "saved":
      return <Trans>Saved. Nobody sees it before you send it; you can go on later, on any device.</Trans>;
    case "failed":
      return <Trans>Not saved yet: the server cannot be reached. This page keeps trying.</Trans>;
    case "untouched":
      return savedAt ? (
        <Trans>Your draft of {when(savedAt, zone, serverNow())}. Nobody sees it before you send it.</Trans>
      ) : (
        <Trans>What you write is saved as you go. Nobody sees it before you send it.</Trans>
      );
  }
}
