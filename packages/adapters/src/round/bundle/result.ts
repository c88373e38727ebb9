import { decodeStatedWeights, decodeStatement, PART, type SignedIndex, type Voice } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { PermittedValidator } from '../permitted-validators.js';
import { type BundleReader, type FromBundle, readIndex, readPart, refuseBundle } from './read.js';

/** A validator's result, and the index that it is from. */
export interface PublishedResult {
  readonly voice: Voice;
  readonly index: SignedIndex;
}

const readWeights = async (reader: BundleReader, index: SignedIndex): Promise<FromBundle<Voice['weights']>> => {
  if (!index.index.parts.some(({ name }) => name === PART.weights)) return E.right(undefined);
  const stated = await readPart(reader, index, PART.weights);
  if (E.isLeft(stated)) return stated;
  const weights = decodeStatedWeights(reader.host, stated.right);
  if (E.isLeft(weights))
    return refuseBundle('BAD_PART', `${PART.weights}: expected ${weights.left.expected}, got ${weights.left.found}`);
  const { epoch, netuid } = weights.right;
  if (epoch === reader.epoch && netuid === reader.header.netuid) return weights;
  return refuseBundle('BAD_PART', `${PART.weights} is of epoch ${epoch}, netuid ${netuid}`);
};

/** Reads one validator's result. What it states must follow from itself and be of this epoch and subnet. */
export const readResult = async (
  reader: BundleReader,
  { hotkey, stakeRao }: PermittedValidator,
): Promise<FromBundle<PublishedResult>> => {
  const { epoch, host } = reader;
  const index = await readIndex(reader, hotkey, 'result');
  if (E.isLeft(index)) return index;
  const bytes = await readPart(reader, index.right, PART.result);
  if (E.isLeft(bytes)) return bytes;
  const statement = decodeStatement(host, bytes.right);
  if (E.isLeft(statement))
    return refuseBundle('BAD_PART', `${PART.result}: expected ${statement.left.expected}, got ${statement.left.found}`);
  const { seal } = statement.right;
  // It is left out where it is larger than a part may be.
  const segment = index.right.index.parts.find(({ name }) => name === PART.segment)?.sha256 ?? seal.segment;
  if (seal.epoch !== epoch || seal.segment !== segment) {
    const found = `epoch ${seal.epoch} over segment ${seal.segment}`;
    return refuseBundle('BAD_PART', `${PART.result}: expected epoch ${epoch} over segment ${segment}, got ${found}`);
  }
  const weights = await readWeights(reader, index.right);
  if (E.isLeft(weights)) return weights;
  const voice = { hotkey, stakeRao, statement: statement.right, weights: weights.right };
  return E.right({ voice, index: index.right });
};
