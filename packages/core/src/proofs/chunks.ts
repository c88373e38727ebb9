/** How data of `dataBytes` is cut: every chunk has `chunkBytes`, the last may be shorter. Safe integers >= 1. */
export const chunkCount = (dataBytes: number, chunkBytes: number): number =>
  (dataBytes - (dataBytes % chunkBytes)) / chunkBytes + (dataBytes % chunkBytes === 0 ? 0 : 1);

/** The length of chunk `index` in bytes; 0 behind the last. */
export const chunkLength = (dataBytes: number, chunkBytes: number, index: number): number => {
  const count = chunkCount(dataBytes, chunkBytes);
  if (index >= count) return 0;
  return index === count - 1 ? dataBytes - index * chunkBytes : chunkBytes;
};

/** Chunk `index` of data. */
export const chunkAt = (data: Uint8Array, chunkBytes: number, index: number): Uint8Array =>
  data.subarray(index * chunkBytes, (index + 1) * chunkBytes);
