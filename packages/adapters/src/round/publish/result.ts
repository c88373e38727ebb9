import {
  type Account,
  confidenceOf,
  encodeConfidence,
  encodeStatedWeights,
  encodeStatement,
  type Fact,
  type FileConfidence,
  filePartName,
  type Hash32,
  type Host,
  PART,
  PART_BYTES_MAX,
  type Seal,
  type SubmissionSeen,
  toHex,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { evaluateEpoch } from '../../operations/evaluate.js';
import { usage } from '../../operations/failure.js';
import type { EventLog } from '../../ports.js';
import { FOLDER_LIMITS } from '../../submissions/index.js';
import type { BundleReader } from '../bundle/read.js';
import { ownSegment } from '../bundle/segment.js';
import { readEpochFacts } from '../permitted-validators.js';
import type { PublishFailure } from './failure.js';
import { type PlannedPart, type PublishMode, type PublishStep, uploadBundle } from './upload.js';

const partOf = (host: Host, name: string, content: Uint8Array): PlannedPart => ({
  bytes: content.length,
  name,
  sha256: toHex(host.sha256(content)) as Hash32,
  content: async () => E.right(content),
});

/** Sightings of a file that won, one's own first: each says under which key and version its content lies. */
const sightingsOf = (facts: readonly Fact[], by: Account, file: FileConfidence): readonly SubmissionSeen[] => {
  const seen = facts.filter(
    (fact): fact is SubmissionSeen =>
      fact.type === 'SubmissionSeen' &&
      fact.data.hotkey === file.hotkey &&
      fact.data.zipcode === file.zipcode &&
      fact.data.contentSha256 === file.contentSha256,
  );
  return [...seen.filter((fact) => fact.by === by), ...seen.filter((fact) => fact.by !== by)];
};

/** The copy of a winner's file, read from the miner's folder when it is sent. */
const copyOf = (
  { bucket }: BundleReader,
  file: FileConfidence,
  sightings: readonly SubmissionSeen[],
): readonly PlannedPart[] => {
  const [first] = sightings;
  if (first === undefined || first.data.bytes > PART_BYTES_MAX) return [];
  const { bytes } = first.data;
  const content: PlannedPart['content'] = async () => {
    const { key, versionId } = first.data;
    const read = await bucket.read({ key, versionId }, { maxBytes: bytes, deadlineMs: FOLDER_LIMITS.deadlineMs });
    if (E.isLeft(read)) {
      // Listed and not given out: a copy less, and no reason to publish nothing.
      return E.left(read.left.kind === 'refused' ? { ...read.left, kind: 'unfit' } : read.left);
    }
    const isSame = read.right.sha256 === file.contentSha256 && read.right.bytes.length === bytes;
    if (isSame) return E.right(read.right.bytes);
    return E.left({ kind: 'unfit', code: 'CHANGED', message: `${key} is not what was seen` });
  };
  const name = filePartName(file.zipcode, file.hotkey);
  return [{ bytes, name, sha256: file.contentSha256, content, isOptional: true }];
};

/** The sealed segment. One that is larger than a part may be is left out; its hash stays in the result. */
const segmentPart = async (log: EventLog, { epoch, segment }: Seal): Promise<PlannedPart> => {
  const bytes = await ownSegment(log, epoch);
  const tooLarge = { kind: 'unfit', code: 'TOO_LARGE', message: `more than ${PART_BYTES_MAX} bytes` } as const;
  return {
    bytes: bytes?.length ?? 0,
    name: PART.segment,
    sha256: segment,
    isOptional: true,
    content: async () => (bytes === undefined ? E.left(tooLarge) : E.right(bytes)),
  };
};

/**
 * Publishes what came of a sealed epoch: seal, shares and reasons, weights, the segment, how sure the files that won are,
 * and a copy of each. Left out are a copy whose original is gone from the bucket, and a segment that is too large.
 */
export async function* publishResult(
  log: EventLog,
  reader: BundleReader,
  by: Account,
  mode: PublishMode,
): AsyncGenerator<E.Either<PublishFailure, PublishStep>> {
  const { epoch, header, host } = reader;
  const evaluated = await evaluateEpoch(log, epoch, host);
  if (E.isLeft(evaluated)) return yield evaluated;
  if (evaluated.right.kind !== 'sealed') {
    const message = `epoch ${epoch} is not sealed: what comes of it may still change`;
    return yield E.left(usage(message, 'seal it with `subnet-cli log seal`, or publish with --observations'));
  }
  const { result } = evaluated.right;
  const read = await readEpochFacts(log, epoch, host);
  if (E.isLeft(read)) return yield read;
  const facts = read.right.map(({ event }) => event);
  const files = confidenceOf(result, facts);
  const weights = encodeStatedWeights(header.netuid, result);
  const parts = [
    partOf(host, PART.confidence, encodeConfidence(files)),
    partOf(host, PART.result, encodeStatement(result)),
    await segmentPart(log, result.seal),
    ...(weights === undefined ? [] : [partOf(host, PART.weights, weights)]),
    ...files.flatMap((file) => copyOf(reader, file, sightingsOf(facts, by, file))),
  ];
  yield* uploadBundle(reader, { hotkey: by, stage: 'result', parts }, mode);
}
