import { useLingui } from "@lingui/react/macro";

/** Why the server closed a socket, by its code. */
export function useCloseWords(): (code: string) => string {
  const { t } = useLingui();
  const words: Record<string, string> = {
    "1000": t`at the end`,
    "1007": t`broken text`,
    "1009": t`too long a message`,
    "1011": t`an error of ours`,
    "1012": t`the server restarted`,
    "1013": t`read too slowly`,
    "4400": t`broken messages`,
    "4401": t`not signed in`,
    "4403": t`not their interview`,
    "4406": t`another person’s page`,
    "4408": t`a newer line of the same page`,
    "4409": t`the call moved to another tab`,
    "4410": t`not scheduled any more`,
    "4423": t`no place left`,
    "4425": t`too early or too late`,
    "4429": t`said too much`,
  };
  return (code) => (words[code] ? `${words[code]} (${code})` : code);
}
