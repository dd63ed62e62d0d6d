import { type Messages, setupI18n } from "@lingui/core";
import { I18nProvider, Trans } from "@lingui/react";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { keepValuesPlain } from "./plainValues";

const MESSAGES: Messages = { greet: ["Hello ", ["name"], ", <0>go in</0>"] };

function shown(name: unknown): string {
  const i18n = keepValuesPlain(setupI18n({ locale: "en", messages: { en: MESSAGES } }));
  const words = createElement(Trans, {
    id: "greet",
    values: { name },
    components: { 0: createElement("b") },
  });
  return renderToStaticMarkup(createElement(I18nProvider, { i18n }, words)).replaceAll("\u2060", "");
}

test.each([
  ["Kim", "Hello Kim, <b>go in</b>"],
  ["<script>x</script>", "Hello &lt;script&gt;x&lt;/script&gt;, <b>go in</b>"],
  ["<0>Kim</0>", "Hello &lt;0&gt;Kim&lt;/0&gt;, <b>go in</b>"],
  [
    "\\u003cscript\\u003ex\\u003c/script\\u003e",
    "Hello \\u003cscript\\u003ex\\u003c/script\\u003e, <b>go in</b>",
  ],
  ["\\x3cb\\x3eKim\\x3c/b\\x3e", "Hello \\x3cb\\x3eKim\\x3c/b\\x3e, <b>go in</b>"],
  ["1 < 2", "Hello 1 &lt; 2, <b>go in</b>"],
])("a value is text, whatever it looks like: %s", (name, expected) => {
  expect(shown(name)).toBe(expected);
});

test("a value that is an element stays one", () => {
  expect(shown(createElement("i", null, "Kim"))).toBe("Hello <i>Kim</i>, <b>go in</b>");
});
