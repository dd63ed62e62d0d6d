export const LONGEST_TEXT = 2_000;

/** Control characters but for the line break and the tab, and those that turn the text around them about. */
const CONTROLS = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** A chat message as it is sent and shown; empty: there is nothing to say. Both ends clean it: neither trusts the other. */
export function cleanText(text: string): string {
  const clean = text.replaceAll(/\r\n?/g, "\n").replaceAll(CONTROLS, "").trim();
  // By whole characters: half a pair would become a question mark on the way.
  return Array.from(clean).slice(0, LONGEST_TEXT).join("").trimEnd();
}
