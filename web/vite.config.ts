/// <reference types="vitest/config" />
import { lingui } from "@lingui/vite-plugin";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { linguiMacro } from "./plugins/linguiMacro.ts";

const server = process.env["VIVAVOCE_SERVER"] ?? "http://localhost:8000";

/** Small parts of many pages: each as a file of its own would cost students more than it holds. */
const SHARED = [
  "api/(adminApi|interviewerApi|saveLoop)",
  "features/interviews/joinState",
  "session/(OfficeContact|Page)",
  "ui/(Badge|Dialog|Field|copyText|datetime)",
];

export default defineConfig({
  plugins: [linguiMacro(), react(), lingui()],
  build: {
    outDir: "dist",
    emptyOutDir: true,
    manifest: true,
    target: "es2022",
    // An inlined font or image would be a data: URL, which the content security policy refuses in styles.
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [{ name: "shared", test: new RegExp(`/src/(${SHARED.join("|")})\\.tsx?$`) }],
        },
      },
    },
  },
  server: { proxy: { "/api": { target: server }, "/ws": { target: server, ws: true } } },
  test: { include: ["src/**/*.test.ts", "src/**/*.test.tsx"], environment: "node" },
});
