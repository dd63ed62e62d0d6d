import { Trans, useLingui } from "@lingui/react/macro";
import type { DeviceControls, LocalMedia } from "../../call/types";
import { Button } from "../../ui/Button";
import { CopyAddress } from "./CopyAddress";
import { type Affected, type LocalProblem, problemsOf } from "./mediaProblems";
import { InsideApp } from "./OtherBrowser";
import { SystemBlocks } from "./SystemBlocks";
import { insideApp } from "./support";
import { useFocusKept } from "./useFocusKept";

/** Why camera or microphone are missing, and what a person can do about it. Joining stays possible. */
export function MediaProblems({ call, local }: { call: DeviceControls; local: LocalMedia }) {
  const inside = insideApp();
  return (
    <>
      {inside ? <InsideApp app={inside.app} /> : null}
      {problemsOf(local).map((one) => (
        <Problem
          key={one.affected}
          {...one}
          inside={inside !== null}
          heard={local.microphone}
          onRetry={() => call.retryMedia()}
        />
      ))}
      <Unusable local={local} />
    </>
  );
}

type ProblemProps = LocalProblem & { inside: boolean; heard: boolean; onRetry: () => void };

function Problem({ problem, affected, inside, heard, onRetry }: ProblemProps) {
  const box = useFocusKept<HTMLDivElement>();
  const lasts = problem === "insecure" || problem === "unsupported";
  return (
    <div ref={box} className="problem" role="status" data-problem={problem}>
      <ProblemWords problem={problem} affected={affected} inside={inside} />
      {problem === "insecure" ? null : <StillJoin affected={affected} heard={heard} />}
      {problem === "unsupported" && !inside ? <CopyAddress /> : null}
      {lasts ? null : (
        <Button small onClick={onRetry}>
          <Trans>Try again</Trans>
        </Button>
      )}
    </div>
  );
}

/** Only the choice failed: whom others see and hear has not changed. */
function Unusable({ local: { unusable } }: { local: LocalMedia }) {
  if (!unusable.camera && !unusable.microphone) return null;
  return (
    <div className="problem" role="status">
      {unusable.camera ? (
        <p>
          <Trans>That camera could not be used. The one before stays in use.</Trans>
        </p>
      ) : null}
      {unusable.microphone ? (
        <p>
          <Trans>That microphone could not be used. The one before stays in use.</Trans>
        </p>
      ) : null}
    </div>
  );
}

function ProblemWords({ problem, affected, inside }: LocalProblem & { inside: boolean }) {
  switch (problem) {
    case "denied":
      return <Denied affected={affected} inside={inside} />;
    case "system":
      return <SystemBlocks affected={affected} />;
    case "no-device":
      return <NoDevice affected={affected} />;
    case "busy":
      return <Busy affected={affected} />;
    case "insecure":
      return (
        <>
          <strong>
            <Trans>This page is not secure</Trans>
          </strong>
          <p>
            <Trans>
              Browsers allow camera and microphone only on addresses that begin with https. Use the link from
              your invitation, or ask the office. You can join, but nobody will see or hear you.
            </Trans>
          </p>
        </>
      );
    case "unsupported":
      return (
        <>
          <strong>
            <Trans>This browser gives pages no camera and no microphone</Trans>
          </strong>
          {inside ? null : (
            <p>
              <Trans>
                To be seen and heard, open this page in a current Chrome, Edge, Firefox or Safari, and sign in
                there.
              </Trans>
            </p>
          )}
        </>
      );
    case "unknown":
      return <DidNotStart affected={affected} />;
  }
}

function Denied({ affected, inside }: { affected: Affected; inside: boolean }) {
  const { t } = useLingui();
  const title = {
    both: t`Camera and microphone are blocked`,
    camera: t`The camera is blocked`,
    microphone: t`The microphone is blocked`,
  };
  const allow = {
    both: t`Set Camera and Microphone to “Allow”.`,
    camera: t`Set Camera to “Allow”.`,
    microphone: t`Set Microphone to “Allow”.`,
  };
  return (
    <>
      <strong>{title[affected]}</strong>
      {inside ? (
        <p>
          <Trans>The app does not hand them on to pages.</Trans>
        </p>
      ) : (
        <ol>
          <li>
            <Trans>Press the small icon to the left of this page’s address (a lock or two sliders).</Trans>
          </li>
          <li>{allow[affected]}</li>
          <li>
            <Trans>
              Press “Try again”. Still blocked? Allow this browser in the settings of your phone or computer.
            </Trans>
          </li>
        </ol>
      )}
    </>
  );
}

function NoDevice({ affected }: { affected: Affected }) {
  const { t } = useLingui();
  const title = {
    both: t`No camera and no microphone found`,
    camera: t`No camera found`,
    microphone: t`No microphone found`,
  };
  return (
    <>
      <strong>{title[affected]}</strong>
      <p>
        <Trans>Plug one in and it appears here by itself.</Trans>
      </p>
    </>
  );
}

function Busy({ affected }: { affected: Affected }) {
  const { t } = useLingui();
  const title = {
    both: t`Camera and microphone are in use`,
    camera: t`The camera is in use`,
    microphone: t`The microphone is in use`,
  };
  return (
    <>
      <strong>{title[affected]}</strong>
      <p>
        <Trans>Another program or tab is using it. Close that one, then try again.</Trans>
      </p>
    </>
  );
}

function DidNotStart({ affected }: { affected: Affected }) {
  const { t } = useLingui();
  const title = {
    both: t`Camera and microphone did not start`,
    camera: t`The camera did not start`,
    microphone: t`The microphone did not start`,
  };
  return (
    <>
      <strong>{title[affected]}</strong>
      <p>
        <Trans>Try again, choose another device, or load this page again.</Trans>
      </p>
    </>
  );
}

function StillJoin({ affected, heard }: { affected: Affected; heard: boolean }) {
  const { t } = useLingui();
  const words = {
    both: t`You can join all the same: you will see and hear the others.`,
    camera: heard
      ? t`You can join all the same: the others will hear you.`
      : t`You can join all the same, but the others will not see you.`,
    microphone: t`You can join all the same, but the others will not hear you.`,
  };
  return <p>{words[affected]}</p>;
}
