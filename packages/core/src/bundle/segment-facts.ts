import * as E from 'fp-ts/lib/Either.js';
import { segmentReader } from '../engine/lines.js';
import type { DataError } from '../errors.js';
import type { Fact } from '../event/index.js';
import type { Host } from '../hash/host.js';
import type { EpochNumber } from '../ids.js';
import type { LogHeader } from '../log/header.js';

/** What a segment holds of files: sightings and looks, in canonical order; and how many facts there are in all. */
export interface SegmentFacts {
  readonly count: number;
  readonly facts: readonly Fact[];
}

const OF_FILES: ReadonlySet<Fact['type']> = new Set([
  'SubmissionSeen',
  'SpotCheckPassed',
  'SpotCheckFailed',
  'SpotCheckInconclusive',
]);

/** Reads a segment that somebody published. Left: where it is none, form and order of every line included. */
export const readSegmentFacts = (
  host: Host,
  header: LogHeader,
  epoch: EpochNumber,
  bytes: Uint8Array,
): E.Either<DataError, SegmentFacts> => {
  const facts: Fact[] = [];
  const reader = segmentReader(host, header, epoch, (fact) => {
    if (OF_FILES.has(fact.type)) facts.push(fact);
  });
  const read = reader.push(bytes) ?? reader.end();
  return 'code' in read ? E.left(read) : E.right({ count: read.count, facts });
};
