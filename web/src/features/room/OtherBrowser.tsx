import { Trans, useLingui } from "@lingui/react/macro";
import type { Room } from "../../api/types";
import type { System } from "./browserKind";
import { CopyAddress } from "./CopyAddress";
import { HomeLink } from "./HomeLink";
import { Notice } from "./Notice";
import { insideApp, ownSystem } from "./support";

/** Said whether or not the camera works: such calls also break off when the app is left for a moment. */
export function InsideApp({ app }: { app: string | null }) {
  return (
    <div className="problem" role="status" data-problem="inside-app">
      <strong>
        <InsideTitle app={app} />
      </strong>
      <p>
        <InsideWords />
      </p>
      <CopyAddress />
    </div>
  );
}

/** Instead of the room, where the browser lacks what calls are made of. */
export function CannotCall({ room }: { room: Room }) {
  const inside = insideApp();
  return (
    <Notice
      state="cannot-call"
      title={inside ? <InsideTitle app={inside.app} /> : <Trans>This browser cannot make calls</Trans>}
      actions={<HomeLink role={room.me.role} />}
    >
      <p>
        {inside ? (
          <InsideWords />
        ) : (
          <Trans>
            It is too old, or calls (WebRTC) are switched off in its settings. Open this page in a current
            Chrome, Edge, Firefox or Safari, and sign in there.
          </Trans>
        )}
      </p>
      <CopyAddress />
    </Notice>
  );
}

function InsideTitle({ app }: { app: string | null }) {
  return app ? (
    <Trans>This page is open inside {app}</Trans>
  ) : (
    <Trans>This page is open inside another app</Trans>
  );
}

function InsideWords() {
  const { t } = useLingui();
  const browsers: Partial<Record<System, string>> = { ios: t`Safari`, android: t`Chrome` };
  const browser = browsers[ownSystem()] ?? t`your usual browser`;
  return (
    <Trans>
      Calls often fail there. Open it in {browser}: choose “Open in {browser}” in the menu of the app, or copy
      the address and paste it there. You sign in once more.
    </Trans>
  );
}
