import type { Account } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { Caller } from './gate.js';
import type { Head } from './head.js';
import { type Problem, problem } from './problem.js';

/** What a hotkey is in the newest snapshot: a validator has a permit and stake enough, everybody else is a miner. */
export const roleIn = (
  { snapshot }: Head,
  hotkey: Account,
  validatorStakeRao: bigint,
): E.Either<Problem, Caller['role'] | undefined> => {
  if (snapshot === undefined) return E.left(problem('no-snapshot'));
  const neuron = snapshot.byHotkey.get(hotkey);
  if (neuron === undefined) return E.right(undefined);
  const isValidator = neuron.validatorPermit && BigInt(neuron.stakeRao) >= validatorStakeRao;
  return E.right(isValidator ? 'validator' : 'miner');
};
