import { toHex } from '../hash/bytes.js';
import type { Host } from '../hash/host.js';
import { encodeUtf8 } from '../hash/utf8.js';
import type { Hash32 } from '../ids.js';
import { type FactLine, sortCanonical } from './order.js';

/** The facts of one epoch, told apart: those of the segment in canonical order, and those that came too late for it. */
export interface Selected<A extends FactLine> {
  readonly facts: readonly A[];
  readonly late: readonly A[];
}

/** First block whose facts no longer count: the greatest evidenceBlock of the epoch's EpochOpened; undefined without one. */
export const evidenceBound = (facts: readonly FactLine[]): number | undefined => {
  let bound: number | undefined;
  for (const { event } of facts) {
    if (event.type === 'EpochOpened') bound = Math.max(bound ?? 0, event.data.evidenceBlock);
  }
  return bound;
};

const isAtBound = ({ event }: FactLine): boolean =>
  event.type === 'BlockFinalized' || event.type === 'MetagraphSnapshotTaken';

/**
 * Chooses and orders the facts of one epoch: block < evidenceBlock, and at evidenceBlock only the block and its snapshot
 * (docs/log-format.md, "Which facts belong"). Equal lines are one fact. Order and number of arrivals do not matter.
 */
export const selectSegment = <A extends FactLine>(facts: readonly A[]): Selected<A> => {
  const bound = evidenceBound(facts) ?? Number.MAX_SAFE_INTEGER;
  const belongs = (fact: A): boolean => fact.event.block < bound || (fact.event.block === bound && isAtBound(fact));
  const distinct = (sorted: readonly A[]): A[] => sorted.filter((fact, at) => fact.line !== sorted[at - 1]?.line);
  const sorted = distinct(sortCanonical(facts));
  return { facts: sorted.filter(belongs), late: sorted.filter((fact) => !belongs(fact)) };
};

/** SHA-256 of a segment file: each line and LF. */
export const segmentHash = (host: Host, lines: Iterable<string>): Hash32 => {
  const stream = host.sha256Stream();
  for (const line of lines) stream.update(encodeUtf8(`${line}\n`));
  return toHex(stream.digest()) as Hash32;
};
