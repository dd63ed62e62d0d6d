import { formatter } from "@lingui/format-po";

/** Parts of the room that come later bring their words along: nobody's first load carries them. */
const LATER = [
  "src/features/room/LobbyPanel.tsx",
  "src/features/room/LobbyWords.tsx",
  "src/features/room/ConnectionDetails.tsx",
  "src/features/room/useConnectionWords.ts",
];

/** Without origins and line numbers the catalogs change only when a word does. */
export default {
  locales: ["en"],
  sourceLocale: "en",
  catalogs: [
    {
      path: "<rootDir>/src/locales/{locale}",
      include: ["src"],
      exclude: ["**/*.test.*", ...LATER.map((file) => `**/${file}`)],
    },
    { path: "<rootDir>/src/locales/later/{locale}", include: LATER.map((file) => `<rootDir>/${file}`) },
  ],
  runtimeConfigModule: { Trans: ["/src/ui/Trans.tsx", "Trans"] },
  format: formatter({ origins: false, lineNumbers: false }),
};
