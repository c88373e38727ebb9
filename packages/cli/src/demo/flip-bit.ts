import { readFileSync, writeFileSync } from 'node:fs';

/** Flips one bit in the middle of a file, as a bad disk or somebody else would, and says which. */
export const flipBit = (path: string): { readonly byte: number; readonly bit: number } => {
  const bytes = readFileSync(path);
  // A digit stays a digit, so the line stays a well-formed fact: the kind of change that nothing else would notice.
  const middle = Math.floor(bytes.length / 2);
  const at = bytes.findIndex((value, index) => index >= middle && value >= 0x30 && value <= 0x37);
  const byte = Math.max(0, at);
  bytes[byte] = (bytes[byte] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  return { byte, bit: 0 };
};
