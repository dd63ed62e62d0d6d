/** A thing and what is said of it. */
export type Line = { readonly name: string; readonly words: string };

export type Part = {
  readonly title: string;
  readonly lines: readonly Line[];
  /** What happened, each with its time. */
  readonly steps: readonly Line[];
};

/** Plain text to send to the office. */
export function reportText(parts: readonly Part[]): string {
  return parts
    .map(({ title, lines, steps }) =>
      [title, ...lines.map(({ name, words }) => `  ${name}: ${words}`), ...steps.map(stepLine)].join("\n"),
    )
    .join("\n\n");
}

function stepLine({ name, words }: Line): string {
  return `  ${name} ${words}`;
}
