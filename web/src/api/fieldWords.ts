import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { i18n } from "../i18n";

/** The framework's own sentences about a field are for programmers; these are for people. */
const FIELD_WORDS: Record<string, MessageDescriptor> = {
  missing: msg`Fill this in.`,
  string_too_short: msg`Fill this in.`,
  string_too_long: msg`This is too long. Shorten it.`,
  greater_than_equal: msg`This number is too small.`,
  less_than_equal: msg`This number is too large.`,
};

/** What is wrong with one field, in words. */
export function fieldWords(code: string, message: string): string {
  const known = FIELD_WORDS[code];
  return known ? i18n._(known) : message;
}
