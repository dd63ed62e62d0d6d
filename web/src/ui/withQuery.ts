/** An address with a query; what is empty leaves no trace. */
export function withQuery(path: string, values: Record<string, string>): string {
  const params = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ""));
  return params.size > 0 ? `${path}?${params}` : path;
}
