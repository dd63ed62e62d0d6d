import { Trans, useLingui } from "@lingui/react/macro";
import { useRef, useState } from "react";
import { Button } from "../../ui/Button";
import { copyText } from "../../ui/copyText";
import { TextField } from "../../ui/Field";

/** The way into another browser, for those who cannot see the address where they are. */
export function CopyAddress() {
  const { t } = useLingui();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  const copy = async () => {
    if (field.current) setCopied(await copyText(field.current));
  };
  return (
    <div className="copy-address">
      <TextField
        label={t`Address of this page`}
        value={window.location.href}
        readOnly
        ref={field}
        onFocus={(event) => event.target.select()}
      />
      <Button onClick={() => void copy()}>
        <Trans>Copy address</Trans>
      </Button>
      <p role="status">
        {copied === true ? (
          <Trans>Copied. Now open the other browser and paste it there.</Trans>
        ) : copied === false ? (
          <Trans>It could not be copied. Press long on the address and choose “Copy”.</Trans>
        ) : null}
      </p>
    </div>
  );
}
