import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../ui/Button";
import { TextField } from "../../ui/Field";
import "./people.css";

/** Shown once: nobody, the office included, can read it again. */
export function OneTimeLink({ link, name }: { link: string; name: string }) {
  const { t } = useLingui();
  const [copied, setCopied] = useState(false);
  return (
    <div className="stack">
      <p>
        <Trans>
          Send this link to {name} yourself. It works once, and it is shown only now: whoever holds it can
          choose the password of this account.
        </Trans>
      </p>
      <div className="one-time-link">
        <TextField
          label={t`One-time link`}
          value={link}
          readOnly
          onFocus={(event) => event.target.select()}
        />
        <Button onClick={() => void navigator.clipboard?.writeText(link).then(() => setCopied(true))}>
          {copied ? <Trans>Copied</Trans> : <Trans>Copy link</Trans>}
        </Button>
      </div>
      <p className="hidden-visually" role="status">
        {copied && <Trans>Link copied</Trans>}
      </p>
    </div>
  );
}

/** Of a link that only the mail holds. */
export function OnItsWay({ email }: { email: string }) {
  return (
    <p>
      <Trans>
        A mail with a link is on its way to {email}. Only the mail holds the link; the page Messages says when
        it is sent.
      </Trans>
    </p>
  );
}
