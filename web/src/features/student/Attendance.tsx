import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useRef, useState } from "react";
import type { StudentInterview } from "../../api/types";
import { errorWords } from "../../api/words";
import { Button } from "../../ui/Button";
import { TextAreaField } from "../../ui/Field";
import { useResponse } from "./queries";

const LONGEST_MESSAGE = 1_000;

/** Whether the student will come. Only tells the office; can be changed until the interview. */
export function Attendance({ interview }: { interview: StudentInterview }) {
  const [asking, setAsking] = useState(false);
  const answer = useResponse(interview.id);
  const { attendance, attendance_message: message } = interview;
  const words = useRef<HTMLDivElement>(null);

  // The button that was pressed is gone: the answer takes its focus.
  const answered = () => {
    setAsking(false);
    words.current?.focus();
  };
  // Buttons are never `disabled` meanwhile: that takes the focus away from who pressed them.
  const busy = answer.isPending;
  const ask = () => busy || setAsking(true);
  const confirm = () => busy || answer.mutate({ attendance: "confirmed" }, { onSuccess: answered });
  const decline = (text: string) =>
    busy || answer.mutate({ attendance: "cannot", ...(text && { message: text }) }, { onSuccess: answered });

  return (
    <div className="attendance" data-answer={attendance ?? undefined}>
      <div role="status" ref={words} tabIndex={-1}>
        {attendance === "confirmed" ? (
          <p>
            <strong>
              <Trans>You can attend.</Trans>
            </strong>{" "}
            <Trans>The office knows.</Trans>
          </p>
        ) : attendance === "cannot" ? (
          <p>
            <strong>
              <Trans>You cannot attend.</Trans>
            </strong>{" "}
            <Trans>The office knows and will come back to you. Until then this time stays yours.</Trans>
            {message ? (
              <>
                {" "}
                <q>{message}</q>
              </>
            ) : null}
          </p>
        ) : (
          <p>
            <Trans>Please tell the office whether this time suits you.</Trans>
          </p>
        )}
      </div>
      {answer.error ? (
        <p className="error" role="alert">
          {errorWords(answer.error)}
        </p>
      ) : null}
      {asking ? (
        <CannotForm busy={busy} onSend={decline} onBack={() => setAsking(false)} />
      ) : (
        <div className="attendance-buttons">
          {attendance !== "confirmed" ? (
            <Button onClick={confirm} aria-disabled={busy}>
              <Trans>I can attend</Trans>
            </Button>
          ) : null}
          {attendance !== "cannot" ? (
            <Button tone="plain" onClick={ask} aria-disabled={busy}>
              <Trans>I cannot attend</Trans>
            </Button>
          ) : null}
        </div>
      )}
    </div>
  );
}

type FormProps = { busy: boolean; onSend: (message: string) => void; onBack: () => void };

function CannotForm({ busy, onSend, onBack }: FormProps) {
  const { t } = useLingui();
  const [message, setMessage] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend(message.trim());
  };
  return (
    <form className="apply-parts" onSubmit={send}>
      <TextAreaField
        label={t`Message to the office (optional)`}
        hint={t`For example which days would suit you.`}
        value={message}
        maxLength={LONGEST_MESSAGE}
        autoFocus
        onChange={(event) => setMessage(event.currentTarget.value)}
      />
      <div className="attendance-buttons">
        <Button type="submit" tone="primary" aria-disabled={busy}>
          <Trans>Tell the office</Trans>
        </Button>
        <Button tone="plain" onClick={onBack}>
          <Trans>Back</Trans>
        </Button>
      </div>
    </form>
  );
}
