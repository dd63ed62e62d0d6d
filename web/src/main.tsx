import { I18nProvider } from "@lingui/react";
import { Trans } from "@lingui/react/macro";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { i18n } from "./i18n";

createRoot(document.getElementById("root") as HTMLElement).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <Trans>Vivavoce</Trans>
    </I18nProvider>
  </StrictMode>,
);
