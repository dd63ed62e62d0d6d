import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, useState } from "react";
import type { PersonRef } from "../../api/types";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Cautions } from "../../ui/Cautions";
import { Dialog } from "../../ui/Dialog";
import { TextAreaField } from "../../ui/Field";
import { useDiscardQuestion, useFocusInvalid } from "../../ui/forms";
import { NO_PROBLEMS, type Problems } from "./fieldErrors";
import type { InterviewValues } from "./interviewForm";
import { PeopleFields } from "./PeopleFields";
import { RoomFields } from "./RoomFields";
import { TimeFields } from "./TimeFields";
import { useHints } from "./useHints";
import "./interviews.css";

type Props = {
  title: ReactNode;
  submitLabel: ReactNode;
  /** What stands first: the search for an applicant, or who it is. */
  applicant: ReactNode;
  values: InterviewValues;
  problems: Problems;
  busy: boolean;
  alsoIn: readonly string[];
  present: readonly PersonRef[];
  onChange: (change: Partial<InterviewValues>) => void;
  onSubmit: () => void;
  onClose: () => void;
};

/** The form to schedule or edit. It keeps what was typed whatever the server says. */
export function InterviewFormDialog(props: Props) {
  const { t } = useLingui();
  const { values, problems, onChange } = props;
  const { attempt } = problems;
  const hints = useHints(values);
  const { form } = useFocusInvalid(attempt !== NO_PROBLEMS.attempt && attempt);
  const [begun] = useState(values);
  const changed = JSON.stringify(values) !== JSON.stringify(begun);
  const { asking, close } = useDiscardQuestion(form, values, changed, props.onClose);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!props.busy) props.onSubmit();
  }

  return (
    <Dialog wide title={props.title} onClose={close}>
      <form className="form" ref={form} noValidate onSubmit={submit}>
        {problems.general && (
          <Banner tone="bad" role="alert">
            {problems.general}
          </Banner>
        )}
        {props.applicant}
        <Cautions words={hints.application_id} />
        <TimeFields
          values={values}
          errors={problems.fields}
          hints={hints}
          alsoIn={props.alsoIn}
          onChange={onChange}
        />
        <PeopleFields
          values={values}
          errors={problems.fields}
          hints={hints}
          present={props.present}
          onChange={onChange}
        />
        <RoomFields values={values} errors={problems.fields} onChange={onChange} />
        <TextAreaField
          label={t`Notes`}
          hint={t`For the office only: students never see them.`}
          value={values.notes}
          onChange={(event) => onChange({ notes: event.target.value })}
          error={problems.fields.notes}
        />
        {asking && (
          <Banner tone="warn" role="alert">
            <Trans>Discard what you changed here? It is not saved.</Trans>
          </Banner>
        )}
        <div className="dialog-actions">
          <Button onClick={close}>{asking ? <Trans>Discard changes</Trans> : <Trans>Close</Trans>}</Button>
          <Button type="submit" tone="primary" aria-disabled={props.busy || undefined}>
            {props.submitLabel}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
