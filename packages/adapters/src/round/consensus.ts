import {
  type Consensus,
  compareSegments,
  decodeStatedWeights,
  decodeStatement,
  firstOutputDifference,
  formConsensus,
  type OutputDifference,
  outputKey,
  PART,
  type SegmentDifference,
  type SignedIndex,
  type Voice,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog } from '../ports.js';
import {
  type BundleProblem,
  type BundleReader,
  type FromBundle,
  readIndex,
  readPart,
  refuseBundle,
} from './bundle-read.js';
import { type PermittedValidator, permittedValidators, readEpochFacts } from './bundle-validators.js';
import { bucketFailed, type RoundFailure } from './failure.js';

/** A validator's result, and the index that it is from. */
interface Published {
  readonly voice: Voice;
  readonly index: SignedIndex;
}

/** Where a validator differs from the greatest camp. */
export interface Dissent {
  readonly hotkey: Voice['hotkey'];
  /** Whose bundle it is compared with. */
  readonly from: Voice['hotkey'];
  /** The first fact that one of the two segments lacks; `first` is that of `from`. */
  readonly segment?: SegmentDifference;
  readonly output?: OutputDifference;
  /** Why the segments could not be compared. */
  readonly unread?: BundleProblem;
}

/** What all validators with a permit say of an epoch. */
export interface ConsensusReport {
  readonly consensus: Consensus;
  readonly voices: readonly Voice[];
  /** Who has no voice, and why. */
  readonly silent: readonly (PermittedValidator & { readonly problem: BundleProblem })[];
  readonly dissents: readonly Dissent[];
}

/** Reads one validator's result. What it states must follow from itself and be of this epoch and subnet. */
const readPublished = async (
  reader: BundleReader,
  { hotkey, stakeRao }: PermittedValidator,
): Promise<FromBundle<Published>> => {
  const { epoch, header, host } = reader;
  const index = await readIndex(reader, hotkey, 'result');
  if (E.isLeft(index)) return index;
  const { parts } = index.right.index;
  const bytes = await readPart(reader, index.right, PART.result);
  if (E.isLeft(bytes)) return bytes;
  const statement = decodeStatement(host, bytes.right);
  if (E.isLeft(statement))
    return refuseBundle('BAD_PART', `${PART.result}: expected ${statement.left.expected}, got ${statement.left.found}`);
  const { seal } = statement.right;
  const segment = parts.find(({ name }) => name === PART.segment)?.sha256;
  if (seal.epoch !== epoch || seal.segment !== segment) {
    const found = `epoch ${seal.epoch} over segment ${seal.segment}`;
    return refuseBundle('BAD_PART', `${PART.result}: expected epoch ${epoch} over segment ${segment}, got ${found}`);
  }
  const voice = { hotkey, stakeRao, statement: statement.right };
  if (!parts.some(({ name }) => name === PART.weights)) {
    return E.right({ voice: { ...voice, weights: undefined }, index: index.right });
  }
  const stated = await readPart(reader, index.right, PART.weights);
  if (E.isLeft(stated)) return stated;
  const weights = decodeStatedWeights(host, stated.right);
  if (E.isLeft(weights))
    return refuseBundle('BAD_PART', `${PART.weights}: expected ${weights.left.expected}, got ${weights.left.found}`);
  if (weights.right.epoch !== epoch || weights.right.netuid !== header.netuid) {
    return refuseBundle(
      'BAD_PART',
      `${PART.weights} is of epoch ${weights.right.epoch}, netuid ${weights.right.netuid}`,
    );
  }
  return E.right({ voice: { ...voice, weights: weights.right }, index: index.right });
};

const readSegmentLines = async (reader: BundleReader, { index }: Published): Promise<FromBundle<readonly string[]>> => {
  const bytes = await readPart(reader, index, PART.segment);
  if (E.isLeft(bytes)) return bytes;
  return E.right(reader.host.decodeText(bytes.right, 0, bytes.right.length).split('\n').slice(0, -1));
};

const compareInputs = async (
  reader: BundleReader,
  base: FromBundle<readonly string[]>,
  other: Published,
): Promise<Pick<Dissent, 'segment' | 'unread'>> => {
  if (E.isLeft(base)) return { unread: base.left };
  const lines = await readSegmentLines(reader, other);
  if (E.isLeft(lines)) return { unread: lines.left };
  const compared = compareSegments(reader.host.sha256, base.right, lines.right);
  if (E.isLeft(compared)) {
    const { in: side, line } = compared.left;
    const whose = side === 'first' ? 'of the greatest camp' : 'of this validator';
    return {
      unread: { kind: 'refused', reason: 'BAD_PART', detail: `${PART.segment} ${whose}: line ${line} is no fact` },
    };
  }
  return compared.right === undefined ? {} : { segment: compared.right };
};

/** Compares everybody outside the greatest camps with one who is in them. */
const findDissents = async (
  reader: BundleReader,
  { inputs, outputs }: Consensus,
  published: readonly Published[],
): Promise<readonly Dissent[]> => {
  const inputBase = published.find(({ voice }) => voice.statement.seal.segment === inputs[0]?.what);
  const outputBase = published.find(({ voice }) => outputKey(voice) === outputs[0]?.what);
  if (inputBase === undefined || outputBase === undefined) return [];
  const base = inputs.length > 1 ? await readSegmentLines(reader, inputBase) : E.right([]);
  const dissents: Dissent[] = [];
  for (const other of published) {
    const { hotkey, statement } = other.voice;
    const isOtherInput = statement.seal.segment !== inputs[0]?.what;
    const output = firstOutputDifference(outputBase.voice, other.voice);
    if (!isOtherInput && output === undefined) continue;
    const from = (isOtherInput ? inputBase : outputBase).voice.hotkey;
    const input = isOtherInput ? await compareInputs(reader, base, other) : {};
    dissents.push({ hotkey, from, ...input, ...(output === undefined ? {} : { output }) });
  }
  return dissents;
};

/**
 * Reads what every validator with a permit published of an epoch and says who agrees with whom. Nobody's silence, and no
 * bundle that is refused, counts as a voice. Left when the bucket does not answer: that is nobody's silence.
 */
export const readConsensus = async (
  log: EventLog,
  reader: BundleReader,
): Promise<E.Either<RoundFailure, ConsensusReport>> => {
  const { epoch, host } = reader;
  const facts = await readEpochFacts(log, epoch, host);
  if (E.isLeft(facts)) return facts;
  const validators = permittedValidators(
    epoch,
    facts.right.map(({ event }) => event),
  );
  if (E.isLeft(validators)) return validators;
  const published: Published[] = [];
  const silent: ConsensusReport['silent'][number][] = [];
  for (const validator of validators.right) {
    const read = await readPublished(reader, validator);
    if (E.isRight(read)) published.push(read.right);
    else if (read.left.kind === 'failed') return E.left(bucketFailed(read.left.failure));
    else silent.push({ ...validator, problem: read.left });
  }
  const voices = published.map(({ voice }) => voice);
  const permitsRao = validators.right.reduce((sum, { stakeRao }) => sum + stakeRao, 0n);
  const consensus = formConsensus(voices, permitsRao);
  return E.right({ consensus, voices, silent, dissents: await findDissents(reader, consensus, published) });
};
