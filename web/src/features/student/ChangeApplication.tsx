import { Trans } from "@lingui/react/macro";
import { type FormEvent, useState } from "react";
import type { StudentApplication } from "../../api/types";
import { errorWords } from "../../api/words";
import { Banner } from "../../ui/Banner";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { useDiscardQuestion } from "../../ui/forms";
import { ApplicationFields } from "./ApplicationFields";
import { sameValues } from "./applicationValues";
import { useChangeApplication } from "./queries";
import { useApplicationForm } from "./useApplicationForm";

type Props = { application: StudentApplication; onClose: () => void };

export function ChangeApplication({ application, onClose }: Props) {
  const change = useChangeApplication(application.id);
  const { programme, school, address, statement } = application;
  const [values, setValues] = useState({ programme, school, address, statement });
  const form = useApplicationForm(values, change.error);
  const changed = !sameValues(values, application);
  const { asking, close } = useDiscardQuestion(form.form, values, changed, onClose);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (change.isPending || !form.complete()) return;
    change.mutate(values, { onSuccess: onClose });
  };
  return (
    <Dialog title={<Trans>Change your application</Trans>} wide onClose={close}>
      <form className="stack apply-parts" ref={form.form} onSubmit={save} noValidate>
        {change.error && form.general ? (
          <Banner tone="bad" role="alert">
            {errorWords(change.error)}
          </Banner>
        ) : null}
        <ApplicationFields
          values={values}
          onChange={setValues}
          problem={form.problem}
          readOnly={change.isPending}
        />
        {asking ? (
          <Banner tone="warn" role="alert">
            <Trans>Discard what you changed here? It is not saved.</Trans>
          </Banner>
        ) : null}
        <div className="dialog-actions">
          <Button onClick={close}>{asking ? <Trans>Discard changes</Trans> : <Trans>Close</Trans>}</Button>
          <Button type="submit" tone="primary" aria-disabled={change.isPending}>
            <Trans>Save changes</Trans>
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

export function WithdrawApplication({ application, onClose }: Props) {
  const change = useChangeApplication(application.id);
  return (
    <Dialog title={<Trans>Withdraw your application?</Trans>} onClose={onClose}>
      <p>
        <Trans>
          The office no longer considers your application for {application.cycle_name}. You cannot take this
          back, and you cannot apply again in this cycle.
        </Trans>
      </p>
      {change.error ? (
        <Banner tone="bad" role="alert">
          {errorWords(change.error)}
        </Banner>
      ) : null}
      <div className="dialog-actions">
        <Button onClick={onClose}>
          <Trans>Keep my application</Trans>
        </Button>
        <Button
          tone="danger"
          aria-disabled={change.isPending}
          onClick={() => change.isPending || change.mutate({ status: "withdrawn" }, { onSuccess: onClose })}
        >
          <Trans>Withdraw</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
