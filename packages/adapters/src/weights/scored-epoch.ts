import type { EpochResult, NetUid, ScoredEpoch } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Failure } from '../operations/failure.js';
import { whyNoWeights } from '../operations/no-weights.js';

/** What a plan needs of an epoch's result. An epoch without weights of its own cannot be planned. */
export const scoredEpoch = (netuid: NetUid, result: EpochResult): E.Either<Failure, ScoredEpoch> => {
  const { epoch, weights, opened, miners, next } = result;
  const burnHotkey = next.active[0]?.data.burnHotkey;
  if (weights === undefined || opened === undefined || burnHotkey === undefined) {
    const why = result.missing.length > 0 ? result.missing : [`weights: ${whyNoWeights(result)}`];
    return E.left({ kind: 'cannotJudge', epoch, missing: why });
  }
  const counted = miners.filter(({ hotkey }) => !weights.reassigned.includes(hotkey));
  return E.right({
    netuid,
    epoch,
    evidenceBlock: opened.evidenceBlock,
    weights: weights.hash,
    miners: counted.map(({ hotkey, share }) => ({ hotkey, share })),
    burnHotkey,
  });
};
