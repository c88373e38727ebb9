/** The value of an Either; what is wrong ends the test network. */
export const right = (result) => {
  if (result._tag === 'Right') return result.right;
  throw new Error(JSON.stringify(result.left, (_, value) => (typeof value === 'bigint' ? String(value) : value)));
};
