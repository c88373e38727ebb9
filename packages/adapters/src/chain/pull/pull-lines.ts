import { type EpochNumber, encodeEvent, RECORD_TYPE } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import type { ChainFailure, ChainReader } from '../port.js';
import type { Known } from './known.js';
import { type Pulled, type PullPlan, pullBlocks } from './pull.js';

/** Lines of one block that a log does not have yet. */
export interface PulledLines extends Pick<Pulled, 'block' | 'missing'> {
  readonly facts: readonly string[];
  readonly records: readonly string[];
  /** Lines that it has. */
  readonly known: number;
  /** True where the chain ran an epoch: a pull that is broken off goes on there, so lines must be safe by then. */
  readonly isBoundary: boolean;
}

/**
 * A pull as lines for a log: facts of the wanted epochs, as far as they are not sealed, because a sealed epoch takes none; and
 * every record, because records stand beside segments.
 */
export async function* pullLines(
  reader: ChainReader,
  plan: PullPlan,
  known: Pick<Known, 'lines' | 'sealed'>,
  wanted: ReadonlySet<EpochNumber>,
): AsyncGenerator<E.Either<ChainFailure, PulledLines>> {
  for await (const pulled of pullBlocks(reader, plan)) {
    if (E.isLeft(pulled)) return yield pulled;
    const { block, missing, lines } = pulled.right;
    const facts: string[] = [];
    const records: string[] = [];
    let there = 0;
    for (const event of lines) {
      const isRecord = RECORD_TYPE.has(event.type);
      if (!isRecord && (!wanted.has(event.epoch) || known.sealed.has(event.epoch))) continue;
      const line = encodeEvent(event);
      if (known.lines.has(line)) there += 1;
      else if (isRecord) records.push(line);
      else facts.push(line);
    }
    const isBoundary = lines.some(({ type }) => type === 'ChainEpochRead');
    yield E.right({ block, facts, records, known: there, isBoundary, ...(missing === undefined ? {} : { missing }) });
  }
}
