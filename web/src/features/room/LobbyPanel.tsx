import { Trans, useLingui } from "@lingui/react/macro";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import type { Call, CallSnapshot, LobbyAnswer, Person } from "../../call/types";
import { Button } from "../../ui/Button";
import { Dialog } from "../../ui/Dialog";
import { TextField } from "../../ui/Field";
import { useFocusKept } from "./useFocusKept";
import "./lobby.css";

/** What the server takes with `hold`. */
const LONGEST_MESSAGE = 500;
/** Who was let in is inside by then, or the server could not store it. */
const LET_IN_WITHIN_MS = 8_000;

/** Who waits, and the three answers. It takes no focus: the live region of the page says who came. */
export function LobbyPanel({ call, snapshot }: { call: Call; snapshot: CallSnapshot }) {
  const box = useFocusKept<HTMLDivElement>();
  return (
    <div ref={box} className="lobby-panel">
      {snapshot.others
        .filter(({ stage }) => stage === "waiting")
        .map(({ person }) => (
          <Knock
            key={person.id}
            person={person}
            reachable={snapshot.signal === "open"}
            onAnswer={(answer) => call.answer(answer)}
          />
        ))}
    </div>
  );
}

type Told = "asked" | "let in" | "in vain" | null;

function ToldWords({ told }: { told: Told }) {
  switch (told) {
    case "asked":
      return <Trans>Asked to wait.</Trans>;
    case "let in":
      return <Trans>Letting them in…</Trans>;
    case "in vain":
      return <Trans>They could not be let in just now. Please press “Let in” again.</Trans>;
    case null:
      return null;
  }
}

type KnockProps = {
  person: Person;
  /** Answers go through the server. */
  reachable: boolean;
  onAnswer: (answer: LobbyAnswer) => void;
};

function Knock({ person: { id, name }, reachable, onAnswer }: KnockProps) {
  const heading = useId();
  const [doing, setDoing] = useState<"writing" | "refusing" | null>(null);
  const [told, setTold] = useState<Told>(null);
  const ask = useRef<HTMLButtonElement>(null);
  const close = () => setDoing(null);
  useEffect(() => {
    if (told !== "let in") return;
    const timer = window.setTimeout(() => setTold("in vain"), LET_IN_WITHIN_MS);
    return () => window.clearTimeout(timer);
  }, [told]);
  return (
    <section className="card lobby-knock" aria-labelledby={heading}>
      <h2 id={heading}>
        <Trans>{name} is waiting</Trans>
      </h2>
      <p className="small quiet" role="status">
        {reachable ? (
          <ToldWords told={told} />
        ) : (
          <Trans>The server cannot be reached at the moment: you can answer once it is back.</Trans>
        )}
      </p>
      <div className="lobby-answers">
        <Button
          tone="primary"
          aria-disabled={!reachable}
          onClick={() => {
            onAnswer({ type: "admit", person: id });
            setTold("let in");
          }}
        >
          <Trans>Let in</Trans>
        </Button>
        <Button
          ref={ask}
          aria-expanded={doing === "writing"}
          onClick={() => setDoing(doing === "writing" ? null : "writing")}
        >
          <Trans>Ask to wait</Trans>
        </Button>
        <Button tone="plain danger" onClick={() => setDoing("refusing")}>
          <Trans>Refuse</Trans>
        </Button>
      </div>
      {doing === "writing" ? (
        <Hold
          reachable={reachable}
          onSend={(message) => {
            onAnswer({ type: "hold", person: id, ...(message && { message }) });
            setTold("asked");
            close();
            // What was pressed goes away.
            ask.current?.focus();
          }}
        />
      ) : null}
      {doing === "refusing" ? (
        <Refuse
          name={name}
          reachable={reachable}
          onConfirm={() => onAnswer({ type: "refuse", person: id })}
          onClose={close}
        />
      ) : null}
    </section>
  );
}

function Hold({ reachable, onSend }: { reachable: boolean; onSend: (message: string) => void }) {
  const { t } = useLingui();
  const [message, setMessage] = useState("");
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector("input")?.focus(), []);
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSend(message.trim());
  };
  return (
    <form ref={form} className="lobby-hold" onSubmit={send}>
      <TextField
        label={t`Message (optional)`}
        hint={t`They read it while they wait.`}
        value={message}
        maxLength={LONGEST_MESSAGE}
        onChange={(event) => setMessage(event.target.value)}
      />
      <Button type="submit" aria-disabled={!reachable}>
        <Trans>Send</Trans>
      </Button>
    </form>
  );
}

type RefuseProps = { name: string; reachable: boolean; onConfirm: () => void; onClose: () => void };

/** Asks first: the other person is shown the door. */
function Refuse({ name, reachable, onConfirm, onClose }: RefuseProps) {
  return (
    <Dialog title={<Trans>Refuse {name}?</Trans>} onClose={onClose}>
      <p>
        <Trans>
          They are told that they were not let in, and to ask the office. The interview keeps its status until
          you change it. To let them wait, go back and choose “Ask to wait”.
        </Trans>
      </p>
      <div className="dialog-actions">
        <Button onClick={onClose}>
          <Trans>Back</Trans>
        </Button>
        <Button tone="danger" aria-disabled={!reachable} onClick={onConfirm}>
          <Trans>Refuse</Trans>
        </Button>
      </div>
    </Dialog>
  );
}
