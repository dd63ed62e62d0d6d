import { I18nProvider } from "@lingui/react";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { i18n } from "./i18n";
import { Routes } from "./routes";
import { ErrorBoundary } from "./session/ErrorBoundary";
import { queryClient } from "./session/queryClient";
import { useSessionEnd } from "./session/session";
import { Toasts } from "./ui/toast";
import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/parts.css";
import "./ui/overlays.css";
import "./ui/shell.css";
import "./ui/forced.css";

function App() {
  useSessionEnd();
  return (
    <ErrorBoundary>
      <Routes />
      <Toasts />
    </ErrorBoundary>
  );
}

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <I18nProvider i18n={i18n}>
      <QueryClientProvider client={queryClient}>
        <App />
      </QueryClientProvider>
    </I18nProvider>
  </StrictMode>,
);
