import { strict as assert } from 'node:assert';
import type { EpochNumber, Seal } from '@subnet-scoring/core';
import type { EventLog } from '../ports.js';
import { sampleSealed } from './sample.js';

/** One promise over a given log. */
export interface LogCase {
  readonly name: string;
  readonly run: (log: EventLog) => Promise<void>;
}

/** Text of a sealed segment; asserts that no piece is empty or beyond 1 MiB. */
export const readSegmentText = async (log: EventLog, epoch: EpochNumber): Promise<string> => {
  const pieces: Buffer[] = [];
  for await (const piece of log.readSegment(epoch)) {
    assert.ok(piece.length > 0 && piece.length <= 1_048_576);
    pieces.push(Buffer.from(piece));
  }
  return Buffer.concat(pieces).toString('utf8');
};

/** Seals an open epoch with everything that arrived for it. */
export const sealAll = async (log: EventLog, epoch: number): Promise<Seal> => {
  const seals = await log.seals();
  const arrived = await log.readOpen(epoch as EpochNumber);
  const sealed = sampleSealed(log.header, seals[seals.length - 1], epoch, arrived);
  await log.seal(sealed);
  return sealed.seal;
};
