import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { i18n } from "../i18n";
import { isApiError } from "./errors";

/** Only what the server cannot say better itself. */
const WORDS: Record<string, MessageDescriptor> = {
  offline: msg`The server cannot be reached. Check your connection and try again; nothing was lost on this page.`,
  no_answer: msg`The server does not answer. Wait a minute or check your connection, then try again; nothing was lost on this page.`,
  server_away: msg`The server is not there at the moment. Wait a minute, then try again; nothing was lost on this page.`,
  broken_answer: msg`The server gave an answer that this page cannot read. Please try again in a moment.`,
  stale_version: msg`Somebody else changed this in the meantime. You now see the newest state; please look at it and make your change again.`,
  not_signed_in: msg`You are no longer signed in. Sign in again to go on.`,
};

/** A sentence for people about anything that was thrown. */
export function errorWords(error: unknown): string {
  const known = isApiError(error) ? WORDS[error.code] : undefined;
  if (known) return i18n._(known);
  if (isApiError(error) && error.message) return error.message;
  return i18n._(msg`Something went wrong. Please try again; if it stays, tell the office.`);
}
