import { type Block, type EpochNumber, encodeEvent, RECORD_TYPE } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { observedEpochs } from '../../chain/observed-epochs.js';
import { planPull, pullBlocks, readKnown } from '../../chain/pull/index.js';
import type { AppendOptions } from '../../operations/append.js';
import { usage } from '../../operations/failure.js';
import type { ChainFailure, ChainReader, EventLog } from '../../ports.js';
import { appendLines } from '../append-lines.js';
import { chainFailed, type RoundFailure, refusedByLog } from '../failure.js';

/** What a chain gave for one epoch. */
export interface IngestedChain {
  readonly from: Block;
  readonly to: Block;
  /** Lines that are new in the log, facts and records. */
  readonly lines: number;
  /** Blocks that the node could not give. */
  readonly missing: readonly { readonly block: Block; readonly failure: ChainFailure }[];
}

/**
 * Brings what final blocks hold of an epoch into the log, from startBlock to evidenceBlock as far as they are there, with the records
 * beside them, as `chain pull` does: so one that was broken off goes on at the last boundary of the chain.
 */
export const ingestChain = async (
  log: EventLog,
  chain: ChainReader,
  epoch: EpochNumber,
  options: AppendOptions,
): Promise<E.Either<RoundFailure, IngestedChain>> => {
  const { netuid } = log.header;
  const epochs = [...(await log.seals()), ...(await log.openEpochs())].map((item) => item.epoch);
  const known = await readKnown(log, epochs, options.host);
  if (E.isLeft(known)) return known;
  const window = known.right.windows.find((item) => item.epoch === epoch);
  if (window === undefined) {
    return E.left(
      usage(`epoch ${epoch} is not open in the log`, 'append its EpochOpened first: facts belong to epochs'),
    );
  }
  const head = await chain.finalizedHead();
  if (E.isLeft(head)) return E.left(chainFailed(head.left));
  const range = { from: window.startBlock, to: Math.min(window.evidenceBlock, head.right.block) as Block };
  if (range.to < range.from) return E.right({ ...range, lines: 0, missing: [] });
  const observed = await observedEpochs(chain, netuid, range.from, range.to);
  if (E.isLeft(observed)) return E.left(chainFailed(observed.left));
  const boundaries = observed.right.ran.map(({ block }) => block);
  const plan = planPull(known.right, { netuid, mecid: 0 }, [window], range, boundaries, false);
  const missing: IngestedChain['missing'][number][] = [];
  let count = 0;
  for await (const pulled of pullBlocks(chain, plan)) {
    if (E.isLeft(pulled)) return E.left(chainFailed(pulled.left));
    const { block, lines, missing: failure } = pulled.right;
    if (failure !== undefined) missing.push({ block, failure });
    const wanted = lines.filter((event) => event.epoch === epoch || RECORD_TYPE.has(event.type));
    const fresh = wanted.map(encodeEvent).filter((line) => !known.right.lines.has(line));
    if (fresh.length === 0) continue;
    const taken = await appendLines(log, fresh, options);
    if (E.isLeft(taken)) return E.left(refusedByLog(taken.left));
    count += taken.right;
  }
  return E.right({ from: plan.from, to: plan.to, lines: count, missing });
};
