/** What an application consists of, as it is typed. */
export type ApplicationValues = { programme: string; school: string; address: string; statement: string };

export function sameValues(one: ApplicationValues, other: ApplicationValues): boolean {
  return (
    one.programme === other.programme &&
    one.school === other.school &&
    one.address === other.address &&
    one.statement === other.statement
  );
}
