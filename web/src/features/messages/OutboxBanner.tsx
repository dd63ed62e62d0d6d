import { Plural, Trans } from "@lingui/react/macro";
import type { Outbox } from "../../api/messagesApi";
import { Banner } from "../../ui/Banner";

/** How mails leave this server, and what needs somebody. */
export function OutboxBanner({ outbox }: { outbox: Outbox }) {
  const stuck = (outbox.counts["failed"] ?? 0) + (outbox.counts["unconfirmed"] ?? 0);
  return (
    <div className="stack outbox">
      {outbox.trouble && (
        <Banner tone="bad" role="alert">
          <Trans>
            No mail goes out at the moment. {outbox.trouble} Mails wait, and go by themselves once it works.
          </Trans>
        </Banner>
      )}
      {outbox.delivery === "folder" && (
        <Banner tone="warn">
          <Trans>
            No mail server is set up: mails are kept here and in a folder of the server, and nobody gets them.
          </Trans>
        </Banner>
      )}
      {stuck > 0 && (
        <Banner tone="warn">
          <Plural
            value={stuck}
            one="# mail did not arrive for certain. Look at it, and send it again or call."
            other="# mails did not arrive for certain. Look at them, and send them again or call."
          />
        </Banner>
      )}
    </div>
  );
}
