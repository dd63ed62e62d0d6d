import { formatter } from "@lingui/format-po";

/** Words that come later, with the parts they are in: nobody's first load carries them. */
const LATER = {
  /** Loaded by src/laterWords.ts: parts of the room. */
  later: [
    "src/features/room/BackQuestion.tsx",
    "src/features/room/LobbyPanel.tsx",
    "src/features/room/LobbyWords.tsx",
    "src/features/room/ConnectionDetails.tsx",
    "src/features/room/useConnectionWords.ts",
    "src/features/people/useRoleWords.ts",
  ],
  /** Loaded by src/officeWords.ts: what is on pages of admins alone. */
  office: [
    "src/pages/admin",
    "src/features/bulk",
    "src/features/cycles",
    "src/features/messages",
    "src/features/operations",
    "src/features/people",
    "src/features/schedule",
    "src/features/interviews/ApplicantField.tsx",
    "src/features/interviews/EditDialog.tsx",
    "src/features/interviews/FilterBar.tsx",
    "src/features/interviews/InterviewFormDialog.tsx",
    "src/features/interviews/PeopleFields.tsx",
    "src/features/interviews/RoomFields.tsx",
    "src/features/interviews/ScheduleDialog.tsx",
    "src/features/interviews/TimeFields.tsx",
    "src/features/interviews/WhichOfTwo.tsx",
    "src/features/interviews/ZoneChanges.tsx",
  ],
  /** Loaded by src/timesWords.ts: when people can. */
  times: [
    "src/pages/interviewer/hours.tsx",
    "src/pages/student/waitList.tsx",
    "src/pages/student/windows.tsx",
    "src/features/hours",
    "src/features/windows",
    "src/ui/useLeaveQuestion.tsx",
  ],
};

const isFolder = (path) => !path.endsWith(".tsx") && !path.endsWith(".ts");
const everyLater = Object.values(LATER).flat();

/** Without origins and line numbers the catalogs change only when a word does. */
export default {
  locales: ["en"],
  sourceLocale: "en",
  catalogs: [
    {
      path: "<rootDir>/src/locales/{locale}",
      include: ["src"],
      exclude: ["**/*.test.*", ...everyLater.map((path) => `**/${path}${isFolder(path) ? "/**" : ""}`)],
    },
    ...Object.entries(LATER).map(([name, paths]) => ({
      path: `<rootDir>/src/locales/${name}/{locale}`,
      include: paths.map((path) => `<rootDir>/${path}`),
      exclude: ["**/*.test.*"],
    })),
  ],
  runtimeConfigModule: { Trans: ["/src/ui/Trans.tsx", "Trans"] },
  format: formatter({ origins: false, lineNumbers: false }),
};
