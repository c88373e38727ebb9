/** Those lines that are not known yet, each once, in their order. */
export const newLines = (known: readonly string[], lines: readonly string[]): readonly string[] => {
  const seen = new Set(known);
  return lines.filter((line) => seen.size !== seen.add(line).size);
};
