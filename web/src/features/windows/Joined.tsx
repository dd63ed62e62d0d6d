import { Trans, useLingui } from "@lingui/react/macro";
import { serverNow } from "../../api/serverClock";
import { Page } from "../../session/Page";
import { useMe } from "../../session/session";
import { Banner } from "../../ui/Banner";
import { ButtonLink } from "../../ui/Button";
import { when } from "../../ui/datetime";

type Props = {
  /** The time of the interview when its student joined, where it was known. */
  before: string | undefined;
  now: string | undefined;
};

/** What one reads after joining the wait list: that the time is kept, or, at times within seconds, the new one. */
export function Joined({ before, now }: Props) {
  const { t } = useLingui();
  const { time_zone: zone } = useMe();
  const moved = before !== undefined && now !== undefined && now !== before;
  return (
    <Page title={moved ? t`Your interview has moved` : t`You are on the wait list`} className="narrow">
      <div className="stack">
        <div role="status">
          {moved && (
            <Banner tone="good">
              <Trans>A time came free: your interview has moved to {when(now, zone, serverNow())}.</Trans>
            </Banner>
          )}
        </div>
        {!moved && (
          <p>
            <Trans>
              Your present time is kept. As soon as one that suits you is free and it is your turn, you read
              the new one here, and hear by mail. You may leave this page.
            </Trans>
          </p>
        )}
        <div>
          <ButtonLink href="/student/dashboard">
            <Trans>Your interviews</Trans>
          </ButtonLink>
        </div>
      </div>
    </Page>
  );
}
