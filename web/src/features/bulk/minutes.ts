const IN_MINUTES: Record<string, number> = { minutes: 1, hours: 60, days: 24 * 60 };
const TWO_WEEKS = 14 * 24 * 60;

/** What was typed, as minutes; null for what is no whole number, nothing, or too much. */
export function minutesOf(typed: string, unit: string, earlier: boolean): number | null {
  const factor = IN_MINUTES[unit];
  if (!/^\d{1,5}$/.test(typed.trim()) || factor === undefined) return null;
  const minutes = Number(typed) * factor;
  if (minutes === 0 || minutes > TWO_WEEKS) return null;
  return earlier ? -minutes : minutes;
}
