import { formatter } from "@lingui/format-po";

/** Without origins and line numbers the catalog changes only when a word does. */
export default {
  locales: ["en"],
  sourceLocale: "en",
  catalogs: [{ path: "<rootDir>/src/locales/{locale}", include: ["src"], exclude: ["**/*.test.*"] }],
  runtimeConfigModule: { Trans: ["/src/ui/Trans.tsx", "Trans"] },
  format: formatter({ origins: false, lineNumbers: false }),
};
