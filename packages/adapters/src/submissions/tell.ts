import { type Block, decodeFact, encodeEvent, type Fact } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { BucketVersion } from '../ports.js';
import type { Observation } from './observation.js';
import type { Observer } from './observer.js';
import { refused } from './read-fit.js';

type Told = Extract<Fact, { type: 'ManifestSeen' | 'SubmissionSeen' | 'SubmissionMeasured' }>;
type WithoutEnvelope = Told extends infer F ? (F extends Told ? Pick<F, 'type' | 'data'> : never) : never;

/** A fact by this observer, checked as the log will check it: a bucket may say what no line can hold. */
export const tell = (
  { host, by, epoch, netuid }: Observer,
  version: BucketVersion,
  block: Block,
  told: WithoutEnvelope,
): Observation => {
  const fact = decodeFact(encodeEvent({ block, by, epoch, netuid, ...told, v: 1 } as Told), host.sha256);
  if (E.isRight(fact)) return { kind: 'fact', fact: fact.right };
  const { code, at, expected, found } = fact.left;
  return refused(version, 'BAD_FACT', `${code} ${at.path ?? ''}: expected ${expected}, got ${found}`);
};
