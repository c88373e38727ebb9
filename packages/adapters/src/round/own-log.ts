import type { EpochNumber, Host } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { previewEpoch } from '../operations/evaluate.js';
import type { Failure } from '../operations/failure.js';
import type { EventLog } from '../ports.js';

/**
 * True where a mechanism in force believes every observer in the log, so that it is a log of one's own: what another validator
 * saw must not enter it, or one of them alone could call a miner's work invented.
 */
export const isOwnLog = async (log: EventLog, epoch: EpochNumber, host: Host): Promise<E.Either<Failure, boolean>> => {
  const preview = await previewEpoch(log, epoch, host);
  if (E.isLeft(preview)) return preview;
  const { active } = preview.right.result.next;
  return E.right(active.some(({ mechanism, params }) => mechanism.believesAnybody?.(params) === true));
};
