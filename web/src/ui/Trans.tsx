import { Trans as LinguiTrans, type TransProps } from "@lingui/react";

/**
 * What Lingui's macro puts in place of every `<Trans>` (lingui.config.js). Lingui looks for tags in the finished
 * sentence, the names in it included, and drops those it does not know: a name with `<` goes in as an element.
 */
export function Trans(props: TransProps) {
  return <LinguiTrans {...props} values={inert(props.values)} />;
}

function inert(values: TransProps["values"]): Record<string, unknown> {
  const entries = Object.entries(values ?? {});
  return Object.fromEntries(
    entries.map(([name, value]) => [
      name,
      // biome-ignore lint/complexity/noUselessFragments: an element, so that its text is not read for tags
      typeof value === "string" && value.includes("<") ? <>{value}</> : value,
    ]),
  );
}
