import type { EpochNumber, Host } from '@subnet-scoring/core';
import type { EventLog } from '../ports.js';
import { splitLines } from './split-lines.js';

/** Lines of a sealed segment, without LF. */
export const readLines = async (log: EventLog, epoch: EpochNumber, host: Host): Promise<string[]> => {
  const out: string[] = [];
  for await (const lines of splitLines(log.readSegment(epoch))) {
    for (const line of lines) if (line.kind === 'line') out.push(host.decodeText(line.bytes, 0, line.bytes.length));
  }
  return out;
};
