import { Trans, useLingui } from "@lingui/react/macro";
import type { Affected } from "./mediaProblems";
import { ownSystem } from "./support";

/** The browser would, the computer or phone would not: only its own settings help. */
export function SystemBlocks({ affected }: { affected: Affected }) {
  const { t } = useLingui();
  const title = {
    both: t`Your device blocks camera and microphone`,
    camera: t`Your device blocks the camera`,
    microphone: t`Your device blocks the microphone`,
  };
  const where = {
    both: t`Camera and Microphone`,
    camera: t`Camera`,
    microphone: t`Microphone`,
  };
  return (
    <>
      <strong>{title[affected]}</strong>
      <p>
        <Trans>The browser allows this page to use it; the settings of the device do not.</Trans>
      </p>
      <ol>
        <Steps where={where[affected]} />
        <li>
          <Trans>Come back and press “Try again”.</Trans>
        </li>
      </ol>
    </>
  );
}

/** As the systems themselves name their settings. */
function Steps({ where }: { where: string }) {
  switch (ownSystem()) {
    case "mac":
      return (
        <>
          <li>
            <Trans>Open the Apple menu, System Settings, Privacy & Security, {where}.</Trans>
          </li>
          <li>
            <Trans>Switch your browser on. If the Mac asks for it, quit the browser and open it again.</Trans>
          </li>
        </>
      );
    case "windows":
      return (
        <>
          <li>
            <Trans>Open Start, Settings, Privacy & security, {where}.</Trans>
          </li>
          <li>
            <Trans>Switch access on, also “Let desktop apps access”.</Trans>
          </li>
        </>
      );
    case "ios":
      return (
        <li>
          <Trans>Open Settings, Apps, your browser, and allow {where}.</Trans>
        </li>
      );
    case "android":
      return (
        <li>
          <Trans>Open Settings, Apps, your browser, Permissions, and allow {where}.</Trans>
        </li>
      );
    case "other":
      return (
        <li>
          <Trans>Open the privacy settings of your device and allow your browser: {where}.</Trans>
        </li>
      );
  }
}
