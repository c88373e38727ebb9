import { type Account, type Consensus, formConsensus, PART, type Voice } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { stateBefore } from '../../operations/replay-log.js';
import type { BucketFailure, EventLog } from '../../ports.js';
import { findContradictions } from '../bundle/contradiction.js';
import type { BundleProblem, BundleReader } from '../bundle/read.js';
import { type PublishedResult, readResult } from '../bundle/result.js';
import { segmentOf } from '../bundle/segment.js';
import { bucketFailed, type RoundFailure } from '../failure.js';
import { type PermittedValidator, permittedValidators, readEpochFacts } from '../permitted-validators.js';
import { type Dissent, findDissents } from './dissents.js';

/** What all validators with a permit say of an epoch. */
export interface ConsensusReport {
  readonly consensus: Consensus;
  readonly voices: readonly Voice[];
  /** Who has no voice, and why. */
  readonly silent: readonly (PermittedValidator & { readonly problem: BundleProblem })[];
  readonly dissents: readonly Dissent[];
}

type Problems = Map<Account, BundleProblem>;
type Step<A> = E.Either<BucketFailure, A>;

/** Reads everybody's result; notes who has none. Left when the bucket does not answer: that is nobody's silence. */
const readResults = async (
  reader: BundleReader,
  validators: readonly PermittedValidator[],
  problems: Problems,
): Promise<Step<readonly PublishedResult[]>> => {
  const results: PublishedResult[] = [];
  for (const validator of validators) {
    const read = await readResult(reader, validator);
    if (E.isRight(read)) results.push(read.right);
    else if (read.left.kind === 'failed') return E.left(read.left.failure);
    else problems.set(validator.hotkey, read.left);
  }
  return E.right(results);
};

const bySegment = (results: readonly PublishedResult[]): readonly (readonly PublishedResult[])[] => {
  const found = new Map<string, PublishedResult[]>();
  for (const result of results) {
    const { segment } = result.voice.statement.seal;
    found.set(segment, [...(found.get(segment) ?? []), result]);
  }
  return [...found.values()];
};

/** One segment of those who sealed the same, read once; notes who names one that cannot be read. Undefined: nobody has it. */
const readShared = async (
  log: EventLog,
  reader: BundleReader,
  camp: readonly PublishedResult[],
  problems: Problems,
): Promise<Step<Uint8Array | undefined>> => {
  for (const result of camp) {
    const segment = await segmentOf(log, reader, result);
    if (E.isRight(segment)) return segment;
    if (segment.left.kind === 'failed') return E.left(segment.left.failure);
    // It may be larger than a part: then the index does not name it.
    const isNamed = result.index.index.parts.some(({ name }) => name === PART.segment);
    if (isNamed) problems.set(result.voice.hotkey, segment.left);
  }
  return E.right(undefined);
};

/**
 * Reads what every validator with a permit published of an epoch and says who agrees with whom. Nobody's silence, no bundle
 * that is refused, and none that contradicts its own segment counts as a voice.
 */
export const readConsensus = async (
  log: EventLog,
  reader: BundleReader,
): Promise<E.Either<RoundFailure, ConsensusReport>> => {
  const { epoch, host } = reader;
  const facts = await readEpochFacts(log, epoch, host);
  if (E.isLeft(facts)) return facts;
  const events = facts.right.map(({ event }) => event);
  const validators = permittedValidators(epoch, events);
  if (E.isLeft(validators)) return validators;
  const before = await stateBefore(log, epoch, { host });
  if (E.isLeft(before)) return before;
  const problems: Problems = new Map();
  const read = await readResults(reader, validators.right, problems);
  if (E.isLeft(read)) return E.left(bucketFailed(read.left));
  for (const camp of bySegment(read.right)) {
    const bytes = await readShared(log, reader, camp, problems);
    if (E.isLeft(bytes)) return E.left(bucketFailed(bytes.left));
    if (bytes.right === undefined) continue;
    const found = await findContradictions(reader, before.right, bytes.right, camp);
    if (E.isLeft(found)) return E.left(bucketFailed(found.left));
    for (const [hotkey, problem] of found.right) problems.set(hotkey, problem);
  }
  const results = read.right.filter(({ voice }) => !problems.has(voice.hotkey));
  const voices = results.map(({ voice }) => voice);
  const permitsRao = validators.right.reduce((sum, { stakeRao }) => sum + stakeRao, 0n);
  const consensus = formConsensus(voices, permitsRao);
  const silent = validators.right.flatMap((validator) => {
    const problem = problems.get(validator.hotkey);
    return problem === undefined ? [] : [{ ...validator, problem }];
  });
  return E.right({ consensus, voices, silent, dissents: await findDissents(log, reader, consensus, results) });
};
