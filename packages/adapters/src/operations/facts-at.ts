import type { EpochNumber, Host } from '@subnet-scoring/core';
import type { EventLog } from '../ports.js';
import { splitLines } from './split-lines.js';

/** Some lines of a sealed segment by their number, from 1; those that are not there are left out. */
export const factsAt = async (
  log: EventLog,
  epoch: EpochNumber,
  wanted: ReadonlySet<number>,
  host: Host,
): Promise<ReadonlyMap<number, string>> => {
  const found = new Map<number, string>();
  for await (const lines of splitLines(log.readSegment(epoch))) {
    for (const line of lines) {
      if (line.kind === 'line' && wanted.has(line.number)) {
        found.set(line.number, host.decodeText(line.bytes, 0, line.bytes.length));
      }
    }
    if (found.size === wanted.size) break;
  }
  return found;
};
