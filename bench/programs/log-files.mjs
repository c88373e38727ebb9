import { readFileSync } from 'node:fs';
import { nodeHost } from '@subnet-scoring/adapters/node';
import { decodeHeader, decodeSnapshot, initialReplay } from '@subnet-scoring/core';

/** File name of an epoch, without ending. */
export const nameOf = (epoch) => String(epoch).padStart(8, '0');

/** The value of an Either; a benchmark log has no errors. */
export const rightOf = (either) => {
  if ('left' in either) throw new Error(JSON.stringify(either.left));
  return either.right;
};

/** A log, the segment of one of its epochs, and how to read the state before that epoch from its snapshot. */
export const logAt = (folder, epoch) => {
  const header = rightOf(decodeHeader(readFileSync(`${folder}/log.json`, 'utf8').trimEnd()));
  const stateBefore = () => {
    try {
      return rightOf(decodeSnapshot(readFileSync(`${folder}/snapshots/${nameOf(epoch - 1)}.scale`)));
    } catch (error) {
      if (error.code === 'ENOENT') return initialReplay(header, nodeHost); // the first epoch
      throw error;
    }
  };
  return { header, segment: `${folder}/segments/${nameOf(epoch)}.ndjson`, stateBefore };
};
