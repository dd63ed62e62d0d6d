import type { I18n } from "@lingui/core";

/** What Lingui itself puts in the place of a value that is an element. */
const PLACEHOLDER = /^<\d+\/>$/;
/** What begins a tag, or an escape of a character that may be one. */
const BEGINNINGS = /<|\\(?=[ux])/g;
/** Joins words without being seen: after it there is neither tag nor escape. */
const WORD_JOINER = "\u2060";

/**
 * Shows the values of a `<Trans>` as they are. Lingui looks for escapes and then for tags after it has put values in
 * their places, so a name like `<b>Kim</b>`, or the same with `\\u003c`, would lose its tags.
 */
export function keepValuesPlain(i18n: I18n): I18n {
  const translate = i18n._.bind(i18n);
  i18n._ = ((...[id, values, options]: Parameters<I18n["_"]>) =>
    translate(id as string, values && plain(values), options)) as I18n["_"];
  return i18n;
}

function plain(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === "string" && !PLACEHOLDER.test(value)
        ? value.replace(BEGINNINGS, `$&${WORD_JOINER}`)
        : value,
    ]),
  );
}
