export function play(
  connections: readonly [unknown, unknown],
  script: readonly string[],
  calm: () => Promise<void>,
): Promise<string[]>;
