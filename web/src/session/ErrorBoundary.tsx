import { Trans } from "@lingui/react/macro";
import { Component, type ReactNode } from "react";
import { Button } from "../ui/Button";
import { OfficeContact } from "./OfficeContact";

type State = { failed: boolean };

/** The last net: a page that threw says so, and whom to call, instead of going white. */
export class ErrorBoundary extends Component<{ children: ReactNode }, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <main>
        <h1>
          <Trans>This page stopped working</Trans>
        </h1>
        <p>
          <Trans>Load it again; what you had saved is kept.</Trans> <OfficeContact />
        </p>
        <p>
          <Button tone="primary" onClick={() => window.location.reload()}>
            <Trans>Load again</Trans>
          </Button>
        </p>
      </main>
    );
  }
}
