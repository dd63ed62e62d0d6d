import { Trans, useLingui } from "@lingui/react/macro";
import { serverNow } from "../../api/serverClock";
import type { StudentInterview } from "../../api/types";
import { Page } from "../../session/Page";
import { useMe } from "../../session/session";
import { Banner } from "../../ui/Banner";
import { ButtonLink } from "../../ui/Button";
import { when } from "../../ui/datetime";

type Props = {
  /** The time of the interview when its student joined, where it was known. */
  before: string | undefined;
  /** Null: it is no longer to come. */
  now: StudentInterview | null | undefined;
};

/** What one reads after joining the wait list: that the time is kept, or, at times within seconds, the new one. */
export function Joined({ before, now }: Props) {
  const { t } = useLingui();
  const { time_zone: zone } = useMe();
  const gone = now === null;
  const moved = before && now && now.interview_time !== before ? now.interview_time : null;
  const title = gone ? t`Your interview` : moved ? t`Your interview has moved` : t`You are on the wait list`;
  return (
    <Page title={title} className="narrow">
      <div className="stack">
        <div role="status">
          {moved && (
            <Banner tone="good">
              <Trans>Your interview has moved to {when(moved, zone, serverNow())}.</Trans>
            </Banner>
          )}
          {gone && (
            <Banner>
              <Trans>This interview is no longer to come. Your interviews say what has become of it.</Trans>
            </Banner>
          )}
        </div>
        {!moved && !gone && (
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
