import type { Block, EpochResult } from '@subnet-scoring/core';
import * as E from 'fp-ts/lib/Either.js';
import { whyNoWeights } from '../../operations/no-weights.js';
import { sealEpoch } from '../../operations/seal-epoch.js';
import type { BucketFailure } from '../../ports.js';
import type { Observer } from '../../submissions/index.js';
import { checkEpoch } from '../check/check.js';
import type { RoundFailure } from '../failure.js';
import { ingestChain } from '../ingest/chain.js';
import { ingestEpoch } from '../ingest/ingest.js';
import { checkUntil, type RoundView } from './next-step.js';
import type { Outcome, StepOptions } from './options.js';

const asBucket = (message: string): BucketFailure => ({ kind: 'network', code: 'CHAIN', message });

/** What observes in the name of this validator. */
export const observerOf = ({ bucket, chain, epoch, host, signer, verify }: StepOptions) => ({
  bucket,
  epoch,
  by: signer.account,
  host,
  verify,
  headAt: (async () => {
    const head = await chain.finalizedHead();
    return E.isLeft(head) ? E.left(asBucket(head.left.message)) : E.right(head.right.block);
  }) satisfies Observer['headAt'],
});

/** Chain facts up to now: every step that reads the log for a verdict needs them. */
const pullChain = async (options: StepOptions): Promise<E.Either<RoundFailure, number>> => {
  const { chain, epoch, host, log, verify } = options;
  const pulled = await ingestChain(log, chain, epoch, { host, verify, file: 'chain' });
  if (E.isLeft(pulled)) return pulled;
  const missing = pulled.right.missing.map(({ block, failure }) => `block ${block}: ${failure.message}`);
  return missing.length > 0 ? E.left({ kind: 'cannotJudge', epoch, missing }) : E.right(pulled.right.lines);
};

/** Who takes long to measure may take up this part of the time to look rows up, and the others have the rest. */
const SLOW_PART = 4;

/** Brings in what chain and bucket hold. What could not be looked at is no fault of its miner: the bucket is walked again. */
export const ingest = async (options: StepOptions, { head, listBlock, seedBlock }: RoundView): Outcome => {
  const pulled = await pullChain(options);
  if (E.isLeft(pulled)) return pulled;
  const { extractor, limits, log, measure } = options;
  const warnings: string[] = [];
  let facts = 0;
  const until = (seedBlock + Math.floor((listBlock - seedBlock) / SLOW_PART)) as Block;
  for await (const miner of ingestEpoch(log, { ...observerOf(options), extractor, limits, measure, until })) {
    if (E.isLeft(miner)) return miner;
    facts += miner.right.facts;
    const { failed, hotkey } = miner.right;
    const [first] = failed;
    if (first === undefined) continue;
    warnings.push(`${failed.length} files of ${hotkey} could not be looked at; ${first.key}: ${first.failure.message}`);
  }
  const says = `${pulled.right} lines of the chain, ${facts} facts of the bucket`;
  return E.right({ says, warnings, since: { walkedAt: head, walkedAll: warnings.length === 0 } });
};

/** Looks up the rows that the plan names, as far as looks count by now, until something else is due. */
export const check = async (options: StepOptions, view: RoundView): Outcome => {
  const pulled = await pullChain(options);
  if (E.isLeft(pulled)) return pulled;
  const { contents, log, scraper, tries } = options;
  let looks = 0;
  const looking = { contents, scraper, tries, pause: undefined, until: checkUntil(view) };
  for await (const step of checkEpoch(log, { ...observerOf(options), ...looking })) {
    if (E.isLeft(step)) {
      if (step.left.kind !== 'wait') return step;
      const { fromBlock } = step.left;
      return E.right({ says: `${looks} looks; the next from block ${fromBlock} on`, since: { checked: fromBlock } });
    }
    if (step.right.kind === 'looked') looks += 1;
  }
  return E.right({ says: `${looks} looks, and none is left`, since: { checked: 'done' } });
};

/** What the validator should know of a sealed epoch: rules that came too late, and why nobody is paid by it. */
const warningsOf = (result: EpochResult): readonly string[] =>
  [...result.notices, ...(result.weights === undefined ? [`it has no weights: ${whyNoWeights(result)}`] : [])].map(
    (text) => `epoch ${result.epoch}: ${text}`,
  );

/** Closes the epoch. */
export const seal = async (options: StepOptions): Outcome => {
  const pulled = await pullChain(options);
  if (E.isLeft(pulled)) return pulled;
  const { epoch, host, log } = options;
  const sealed = await sealEpoch(log, epoch, { unjudged: false, host });
  if (E.isLeft(sealed)) return sealed;
  const { result } = sealed.right;
  return E.right({ says: `seal ${result.seal.seal}`, warnings: warningsOf(result) });
};
