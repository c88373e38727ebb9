import { PART, PART_BYTES_MAX } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { EventLog } from '../../ports.js';
import { type BundleReader, type FromBundle, readPart } from './read.js';
import type { PublishedResult } from './result.js';

/** The bytes of a sealed segment; undefined where they are more than a part may hold. */
export const ownSegment = async (log: EventLog, epoch: BundleReader['epoch']): Promise<Uint8Array | undefined> => {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of log.readSegment(epoch)) {
    bytes += piece.length;
    if (bytes > PART_BYTES_MAX) return undefined;
    pieces.push(Uint8Array.from(piece));
  }
  return Buffer.concat(pieces);
};

/** Reads the segment that a result was sealed over: from one's own log where that sealed the same, else from the bundle. */
export const segmentOf = async (
  log: EventLog,
  reader: BundleReader,
  { voice, index }: PublishedResult,
): Promise<FromBundle<Uint8Array>> => {
  const { epoch } = reader;
  const own = (await log.seals()).find((seal) => seal.epoch === epoch);
  if (own?.segment === voice.statement.seal.segment) {
    const bytes = await ownSegment(log, epoch);
    if (bytes !== undefined) return E.right(bytes);
  }
  return readPart(reader, index, PART.segment);
};
