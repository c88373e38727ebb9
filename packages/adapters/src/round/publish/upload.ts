import {
  type Account,
  type BundleIndex,
  type BundlePart,
  type BundleStage,
  compareText,
  encodeIndex,
  PARTS_MAX,
  partBytesMax,
} from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { usage } from '../../operations/failure.js';
import type { BucketFailure, Signer } from '../../ports.js';
import { formatBundleKey } from '../bundle/layout.js';
import { type BundleProblem, type BundleReader, oldestVersion, readIndex } from '../bundle/read.js';
import { signIndex } from '../bundle/sign.js';
import { bucketFailed } from '../failure.js';
import { type PublishFailure, publishedBefore } from './failure.js';

/** A part to publish; its content is made when it is sent. Left: the content is nowhere any more, or too large. */
export interface PlannedPart extends BundlePart {
  /** A bundle is whole without it. */
  readonly isOptional?: true;
  readonly content: () => Promise<E.Either<BucketFailure, Uint8Array>>;
}

/** A bundle to publish. */
export interface PlannedBundle {
  readonly hotkey: Account;
  readonly stage: BundleStage;
  readonly parts: readonly PlannedPart[];
}

/** One object of a bundle, and what was done with it. `gone`: left out, for its content is nowhere any more, or too large. */
export interface PublishStep {
  readonly did: 'sent' | 'there' | 'planned' | 'gone';
  readonly name: string;
  readonly key: string;
  readonly bytes: number;
}

/** Sends nothing, or signs with this key. */
export type PublishMode = { readonly kind: 'dryRun' } | { readonly kind: 'send'; readonly signer: Signer };

/** As long as a signature. */
const NO_SIGNATURE = '0'.repeat(128);
/** What a bucket says to a create of what it has. */
const THERE = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

/** What keeps the own folder from being gone on with. */
export const problemFailure = (problem: BundleProblem): PublishFailure => {
  if (problem.kind === 'failed') return bucketFailed(problem.failure);
  const why = problem.kind === 'absent' ? 'it is gone' : `${problem.reason}: ${problem.detail}`;
  return publishedBefore(`what lies in the own folder is not what this program publishes: ${why}`);
};

/** Whether a part is there. A key is the hash of its content, so of what lies there only the size can be wrong. */
const isThere = async (
  { bucket }: BundleReader,
  key: string,
  bytes: number,
): Promise<E.Either<PublishFailure, boolean>> => {
  const found = await oldestVersion(bucket, key);
  if (E.isLeft(found)) return E.left(problemFailure(found.left));
  const there = found.right;
  if (there === undefined || there.bytes === bytes) return E.right(there !== undefined);
  const detail = `${key} has ${there.bytes} bytes, expected ${bytes}`;
  return E.left(problemFailure({ kind: 'refused', reason: 'PART_HASH', detail }));
};

const create = async (
  { bucket }: BundleReader,
  key: string,
  bytes: Uint8Array,
): Promise<E.Either<PublishFailure, 'sent' | 'there'>> => {
  const created = await bucket.create(key, bytes);
  if (E.isRight(created)) return E.right('sent');
  return THERE.has(created.left.code) ? E.right('there') : E.left(bucketFailed(created.left));
};

const sendPart = async (
  reader: BundleReader,
  key: string,
  { name, bytes, content }: PlannedPart,
  mode: PublishMode,
): Promise<E.Either<PublishFailure, PublishStep>> => {
  const step = (did: PublishStep['did']): E.Either<PublishFailure, PublishStep> => E.right({ did, name, key, bytes });
  const there = await isThere(reader, key, bytes);
  if (E.isLeft(there)) return there;
  if (there.right) return step('there');
  const made = await content(); // in a dry run too: what is gone is not in the index
  if (E.isLeft(made)) {
    const { kind } = made.left;
    return kind === 'missing' || kind === 'unfit' ? step('gone') : E.left(bucketFailed(made.left));
  }
  if (mode.kind === 'dryRun') return step('planned');
  const created = await create(reader, key, made.right);
  return E.isLeft(created) ? created : step(created.right);
};

const textOf = ({ name, bytes, sha256 }: BundlePart): string => `${name} ${bytes} ${sha256}`;

/** Whether an index may have come of these parts. What could be read then and cannot now, or the other way, makes no other bundle. */
const isOfParts = (index: BundleIndex, planned: readonly PlannedPart[]): boolean => {
  const there = new Set(index.parts.map(textOf));
  const mayBe = new Set(planned.map(textOf));
  const isWhole = planned.every((part) => part.isOptional === true || there.has(textOf(part)));
  return isWhole && index.parts.every((part) => mayBe.has(textOf(part)));
};

/** Whether this bundle is published; undefined when none is. Left when it is another one. */
const publishedIndex = async (
  reader: BundleReader,
  index: BundleIndex,
  planned: readonly PlannedPart[],
): Promise<E.Either<PublishFailure, 'there' | undefined>> => {
  const { hotkey, stage, epoch } = index;
  const found = await readIndex(reader, hotkey, stage);
  if (E.isLeft(found)) return found.left.kind === 'absent' ? E.right(undefined) : E.left(problemFailure(found.left));
  const { sha256 } = found.right;
  if (isOfParts(found.right.index, planned)) return E.right('there');
  return E.left(publishedBefore(`another ${stage} bundle of epoch ${epoch} is published: index ${sha256}`));
};

const sendIndex = async (
  reader: BundleReader,
  index: BundleIndex,
  planned: readonly PlannedPart[],
  mode: PublishMode,
): Promise<E.Either<PublishFailure, PublishStep>> => {
  const { hotkey, stage, epoch } = index;
  const step = (did: PublishStep['did']): PublishStep => ({
    did,
    name: `bundle=${stage}.json`,
    key: formatBundleKey({ kind: 'index', hotkey, epoch, stage }),
    bytes: encodeIndex(index, NO_SIGNATURE).length,
  });
  const before = await publishedIndex(reader, index, planned);
  if (E.isLeft(before)) return before;
  if (before.right === 'there') return E.right(step('there'));
  if (mode.kind === 'dryRun') return E.right(step('planned'));
  const created = await create(reader, step('sent').key, signIndex(reader.host, index, mode.signer));
  if (E.isLeft(created)) return created;
  if (created.right === 'sent') return E.right(step('sent'));
  // Somebody was faster: it is done when that was the same.
  return E.map(() => step('there'))(await publishedIndex(reader, index, planned));
};

/**
 * Publishes a bundle: every part that is not there, and the signed index last, so that who finds an index finds all of it.
 * What is in the bucket is what was done: after a kill it goes on, and sends nothing twice.
 */
export async function* uploadBundle(
  reader: BundleReader,
  { hotkey, stage, parts }: PlannedBundle,
  mode: PublishMode,
): AsyncGenerator<E.Either<PublishFailure, PublishStep>> {
  const { epoch, header } = reader;
  if (parts.length > PARTS_MAX) {
    return yield E.left(
      usage(
        `the bundle has ${parts.length} parts, at most ${PARTS_MAX} fit into an index`,
        'publish the data in another way',
      ),
    );
  }
  const large = parts.find(({ bytes, name }) => bytes > partBytesMax(name));
  if (large !== undefined) {
    const message = `${large.name} has ${large.bytes} bytes, and nobody reads more than ${partBytesMax(large.name)}`;
    return yield E.left(usage(message, 'hand it over with `subnet-cli log export`'));
  }
  const present: BundlePart[] = [];
  for (const part of parts) {
    const { name, bytes, sha256 } = part;
    const step = await sendPart(reader, formatBundleKey({ kind: 'part', hotkey, epoch, sha256 }), part, mode);
    yield step;
    if (E.isLeft(step)) return;
    if (step.right.did !== 'gone') present.push({ bytes, name, sha256 });
  }
  const sorted = present.sort((a, b) => compareText(a.name, b.name));
  const { genesis, netuid } = header;
  const index = { epoch, format: 1, genesis, hotkey, netuid, parts: sorted, stage };
  yield await sendIndex(reader, index, parts, mode);
}
