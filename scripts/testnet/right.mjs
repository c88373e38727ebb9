const asText = (left) =>
  left.failure?.message ??
  left.message ??
  JSON.stringify(left, (_, value) => (typeof value === 'bigint' ? String(value) : value));

/** The value of an Either; what is wrong ends whoever asks. */
export const right = (result) => {
  if (result._tag === 'Right') return result.right;
  throw new Error(asText(result.left));
};
