const codeOf = (line: string): string => {
  try {
    const { code } = JSON.parse(line) as { readonly code?: unknown };
    return typeof code === 'string' ? code : 'damaged';
  } catch {
    return 'damaged';
  }
};

/** How many refused lines there are of each code, by code. */
export const codeCounts = (refusals: readonly string[]): Readonly<Record<string, number>> => {
  const counts = new Map<string, number>();
  for (const line of refusals) counts.set(codeOf(line), (counts.get(codeOf(line)) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
};
