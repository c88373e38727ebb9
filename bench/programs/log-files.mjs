/** File name of an epoch, without ending. */
export const nameOf = (epoch) => String(epoch).padStart(8, '0');

/** The value of an Either; a benchmark log has no errors. */
export const rightOf = (either) => {
  if ('left' in either) throw new Error(JSON.stringify(either.left));
  return either.right;
};
