import {
  type Account,
  type Contradiction,
  compareConfidence,
  confidenceOf,
  contradictedByCopies,
  contradictedByFacts,
  decodeConfidence,
  type EpochResult,
  encodeConfidence,
  type FileConfidence,
  formatPlace,
  PART,
  type ReplayState,
  readSegmentFacts,
  replayEpoch,
  type SegmentFacts,
  toHex,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { BucketFailure } from '../../ports.js';
import { type BundleProblem, type BundleReader, type FromBundle, readPart, refuseBundle } from './read.js';
import type { PublishedResult } from './result.js';

/** A segment that somebody sealed, and what it comes to on the reader's own history. */
interface SegmentView extends SegmentFacts {
  readonly result: EpochResult | undefined;
}

/** Reads and replays a segment. Left: it is none. Without a result: this engine does not know its rules. */
const viewSegment = (
  { header, epoch, host }: BundleReader,
  before: ReplayState,
  bytes: Uint8Array,
): FromBundle<SegmentView> => {
  const read = readSegmentFacts(host, header, epoch, bytes);
  if (E.isLeft(read)) {
    const { at, expected, found } = read.left;
    return refuseBundle('BAD_PART', `${PART.segment} ${formatPlace(at)}: expected ${expected}, got ${found}`);
  }
  const replay = replayEpoch(header, before, epoch, host);
  replay.push(bytes);
  const closed = replay.close();
  return E.right({ ...read.right, result: E.isRight(closed) ? closed.right : undefined });
};

/** What follows for its files, where the replay gives the scores that a result states; another history may give others. */
const expectedOf = (
  { facts, result }: SegmentView,
  { statement: { seal } }: PublishedResult['voice'],
): readonly FileConfidence[] | undefined => {
  if (result === undefined) return undefined;
  const { scores, rules, status } = result.seal;
  const isSame = scores === seal.scores && rules === seal.rules && status === seal.status;
  return isSame ? confidenceOf(result, facts) : undefined;
};

const readConfidence = async (
  reader: BundleReader,
  { index }: PublishedResult,
  expected: readonly FileConfidence[] | undefined,
): Promise<FromBundle<readonly FileConfidence[]>> => {
  const { host } = reader;
  const sha256 = index.index.parts.find(({ name }) => name === PART.confidence)?.sha256;
  // The hash in the signed index says that it is the expected one, to the bit.
  if (expected !== undefined && sha256 === toHex(host.sha256(encodeConfidence(expected)))) return E.right(expected);
  const bytes = await readPart(reader, index, PART.confidence);
  if (E.isLeft(bytes)) return bytes;
  const decoded = decodeConfidence(host, bytes.right);
  if (E.isRight(decoded)) return decoded;
  const { at, expected: wanted, found } = decoded.left;
  return refuseBundle('BAD_PART', `${PART.confidence} ${formatPlace(at)}: expected ${wanted}, got ${found}`);
};

const contradicts = ({ of, expected, found }: Contradiction): BundleProblem => ({
  kind: 'refused',
  reason: 'CONTRADICTS',
  detail: `${of}: expected ${expected}, got ${found}`,
});

const checkResult = async (
  reader: BundleReader,
  view: SegmentView,
  published: PublishedResult,
): Promise<BundleProblem | undefined> => {
  const { voice, index } = published;
  const { count } = voice.statement.seal;
  if (count !== view.count) {
    return contradicts({ of: PART.result, expected: `${view.count} facts in its segment`, found: `${count}` });
  }
  const expected = expectedOf(view, voice);
  const files = await readConfidence(reader, published, expected);
  if (E.isLeft(files)) return files.left;
  const found =
    (expected === undefined ? undefined : compareConfidence(expected, files.right)) ??
    contradictedByFacts(files.right, view.facts) ??
    contradictedByCopies(files.right, index.index.parts);
  return found === undefined ? undefined : contradicts(found);
};

/**
 * Compares results over one segment with that segment: what they say of files that won, and of their copies, must follow from
 * its facts. What is found stands under the hotkey of who published it. Left when the bucket does not answer.
 */
export const findContradictions = async (
  reader: BundleReader,
  before: ReplayState,
  bytes: Uint8Array,
  results: readonly PublishedResult[],
): Promise<E.Either<BucketFailure, ReadonlyMap<Account, BundleProblem>>> => {
  const view = viewSegment(reader, before, bytes);
  const found = new Map<Account, BundleProblem>();
  for (const published of results) {
    const problem = E.isLeft(view) ? view.left : await checkResult(reader, view.right, published);
    if (problem?.kind === 'failed') return E.left(problem.failure);
    if (problem !== undefined) found.set(published.voice.hotkey, problem);
  }
  return E.right(found);
};
